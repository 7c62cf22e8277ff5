import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

describe('headings', () => {
  it('lose permalinks, and links to themselves become text', async () => {
    const body =
      '<h2>One <a href="#one">#</a></h2><h2><a class="header" href="#two">Two</a></h2><h2><a href="/x">Three</a></h2>';
    expect(await prepared(body)).toBe('<h2>One </h2><h2>Two</h2><h2><a href="/x">Three</a></h2>');
  });

  it('lose the permalink that stands beside them, whatever it says', async () => {
    const body = '<div><h2>One</h2><a class="anchor" href="#one">Link to this heading</a></div>';
    expect(await prepared(body)).toBe('<div><h2>One</h2></div>');
  });
});

describe('permalinks elsewhere', () => {
  it.each([
    ['of a term', '<dl><dt><code>f</code>(<em>x</em>)<a class="headerlink" href="#f">¶</a></dt><dd>d</dd></dl>'],
    [
      'of a figure',
      '<figure><img src="/a.png"><figcaption>A<a class="headerlink" href="#a">🔗</a></figcaption></figure>',
    ],
    [
      'of an entry of Texinfo',
      '<dl><dt><strong>f</strong> (x)<a href="#index-f" class="copiable-anchor"> ¶</a></dt></dl>',
    ],
  ])('are dropped where they are a sign: %s', async (_kind, body) => {
    const text = await prepared(body);
    expect(text).toBe(body.replace(/<a .*<\/a>/, ''));
  });

  it('stay where they say something, or are no permalink', async () => {
    const body =
      '<p><a class="anchor" href="#a">Section A</a>, <a class="anchor" href="#b"></a>b, <a href="/law">§</a></p>' +
      '<dl><dt><a class="copiable-link" href="#f"><code>f</code></a></dt></dl>';
    expect(await prepared(body)).toBe(body);
  });
});
