import { PageLab } from '../testing/page-lab';
import type * as subject from './by-body';

const lab = new PageLab<typeof subject>('distill/by-body.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

const TEXT = `<p>${'Words of the page that is read. '.repeat(20)}</p>`;

/** What is left of a body without what stands beside its text. */
function rest(body: string): Promise<string> {
  return lab.run(`<!doctype html><body>${body}</body>`, ({ withoutFurniture }) => {
    return withoutFurniture(document.body).root.innerHTML.trim();
  });
}

it.each([
  ['a menu', '<div class="menu mainmenu"><ul><li><a href="/a">About</a></li></ul></div>'],
  ['a box with other pages', '<div class="related">More</div>'],
])('%s is left out', async (_kind, part) => {
  expect(await rest(part + TEXT)).toBe(TEXT);
});

it.each([
  ['a menu of dishes', '<div class="menu"><p>Soup, bread, cheese.</p></div>'],
  ['a heading about sharing', '<h2 id="share">Share</h2>'],
  ['a term', '<dl><dt id="menu.navigation">navigation</dt><dd>How to move.</dd></dl>'],
])('%s stays', async (_kind, part) => {
  expect(await rest(part + TEXT)).toBe(part + TEXT);
});
