import { openPreparingLab, TEXT } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

describe('surroundings', () => {
  it.each([
    ['a consent banner', '<div id="onetrust-banner-sdk">We value your privacy. <button>OK</button></div>'],
    ['a cookie notice', '<div class="cookie-notice">We use cookies</div>'],
    ['a dialog', '<div role="dialog">Subscribe!</div>'],
    ['a table of contents', '<div role="navigation"><a href="#a">A</a></div>'],
  ])('%s is taken out', async (_kind, overlay) => {
    expect(await prepared(TEXT + overlay)).toBe(TEXT);
  });

  it('a dialog that holds most of the text stays', async () => {
    expect(await prepared(`<p>Feed</p><div role="dialog">${TEXT}</div>`)).toContain('Words of the page');
  });

  it('a recipe for cookies stays', async () => {
    expect(await prepared(`${TEXT}<div class="recipe chocolate-cookies">Mix.</div>`)).toContain('Mix.');
  });
});
