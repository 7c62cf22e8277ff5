import { TEXT, openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

const ICON_TABLE =
  '<div class="warning"><table summary="Warning"><tbody><tr><td rowspan="2"><img alt="[Warning]" src="w.png"></td><th>Mind</th></tr><tr><td><p>Hot.</p></td></tr></tbody></table></div>';

describe('callouts', () => {
  it('become quotes of their kind', async () => {
    const box = '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Hot.</p></div>';
    expect(await prepared(box)).toBe('<blockquote><p>[!WARNING]</p><p>Hot.</p></blockquote>');
  });

  it('keep a title of their own', async () => {
    const box = '<aside role="note" class="tip"><p class="callout-title">Faster</p><p>Run.</p></aside>';
    expect(await prepared(box)).toContain('<p>[!TIP]</p><p><strong>Faster</strong></p><p>Run.</p>');
  });

  it.each([
    ['Bootstrap', '<div class="alert alert-warning" role="alert"><h4 class="alert-heading">Mind</h4><p>Hot.</p></div>'],
    ['VitePress', '<div class="warning custom-block"><p class="custom-block-title">Mind</p><p>Hot.</p></div>'],
    [
      'AsciiDoc',
      '<div class="admonitionblock warning"><table><tr><td class="icon"><i title="Warning"></i></td><td class="content"><div class="title">Mind</div><p>Hot.</p></td></tr></table></div>',
    ],
    [
      'Starlight',
      '<aside aria-label="Mind" class="starlight-aside starlight-aside--warning"><p class="starlight-aside__title" aria-hidden="true"><svg></svg>Mind</p><div><p>Hot.</p></div></aside>',
    ],
  ])('are known as %s writes them', async (_name, box) => {
    const quote = (await prepared(box)).replace(/<\/?div>/g, '');
    expect(quote).toBe('<blockquote><p>[!WARNING]</p><p><strong>Mind</strong></p><p>Hot.</p></blockquote>');
  });

  it('are no footnotes, which say that they are notes as well', async () => {
    const note =
      '<div class="footnote" id="id4" role="note"><span>[<a role="doc-backlink" href="#id1">4</a>]</span><p>Hot.</p></div>';
    expect(await prepared(note)).toBe(note);
  });

  it.each([
    ['DocBook', '<div class="warning"><h3 class="title">Mind</h3><p>Hot.</p></div>'],
    ['DocBook of old', ICON_TABLE],
    ['Apache', '<div class="warning"><h3>Mind</h3><p>Hot.</p></div>'],
  ])('are known by their kind alone, as %s writes them', async (_name, box) => {
    const quote = '<blockquote><p>[!WARNING]</p><p><strong>Mind</strong></p><p>Hot.</p></blockquote>';
    expect(await prepared(TEXT + box)).toBe(TEXT + quote);
  });

  it('without a title are their text alone, and a title that is the kind is not said twice', async () => {
    const untitled = await prepared(`${TEXT}<div class="warning">Hot <b>and</b> wet.</div>`);
    expect(untitled).toBe(`${TEXT}<blockquote><p>[!WARNING]</p>Hot <b>and</b> wet.</blockquote>`);
    const titled = await prepared(`${TEXT}<div class="note"><h3 class="title">Note:</h3><p>Hot.</p></div>`);
    expect(titled).toBe(`${TEXT}<blockquote><p>[!NOTE]</p><p>Hot.</p></blockquote>`);
  });

  it.each([
    ['most of a page', `<div class="note">${TEXT}</div>`],
    ['a post among others', `${TEXT}<div class="note"><h2>Monday</h2><p>Rain.</p></div>`],
    ['a form', `${TEXT}<div class="important"><form>Yes <input></form></div>`],
  ])('are not made of %s', async (_kind, page) => {
    expect(await prepared(page)).toBe(page);
  });

  it('are not made of alerts that can be dismissed', async () => {
    const alert = '<div class="alert alert-info alert-dismissible">New!</div>';
    expect(await prepared(alert)).toBe(alert);
  });

  it('are not made of asides about something else', async () => {
    expect(await prepared('<aside class="author-info">Ann</aside>')).toBe('<aside class="author-info">Ann</aside>');
  });
});
