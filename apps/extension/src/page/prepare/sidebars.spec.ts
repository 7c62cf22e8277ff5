import { TEXT, openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

const TITLE =
  '<div class="titlepage"><div><p class="title"><strong><em>CULTURE</em> Independent\n or not?</strong></p></div></div>';

it('a box between the paragraphs of a book becomes a quote with its title', async () => {
  const box = `<div class="sidebar">${TITLE}<div class="para">Labels.</div></div>`;
  const quote = await prepared(`${TEXT}<a id="x"></a>${box}<h2>Next</h2>`);
  expect(quote.replace(/<\/?div[^>]*>/g, '')).toBe(
    `${TEXT}<span id="x"></span><blockquote><p><strong>CULTURE Independent or not?</strong></p>Labels.</blockquote><h2>Next</h2>`,
  );
});

it.each([
  ['AsciiDoc', '<div class="sidebarblock"><div class="title">More</div><p>Labels.</p></div>'],
  ['HTMLBook', '<aside data-type="sidebar"><h5>More</h5><p>Labels.</p></aside>'],
])('so does one of %s', async (_name, box) => {
  expect(await prepared(TEXT + box)).toBe(`${TEXT}<blockquote><p><strong>More</strong></p><p>Labels.</p></blockquote>`);
});

it('so does one behind a list', async () => {
  const list = '<div class="orderedlist"><ol><li>First of all.</li></ol></div>';
  const box = `<div class="sidebar">${TITLE}<p>Labels.</p></div>`;
  expect(await prepared(`${TEXT}${list}${box}`)).toContain(`${list}<blockquote>`);
});

it.each([
  [
    'the column behind a menu',
    `${TEXT}<ul><li><a href="/a">Home</a></li></ul><div class="sidebar"><h3>About</h3><p>I write.</p></div>`,
  ],
  ['the column beside a text', `<div>${TEXT}</div><div class="sidebar"><h3>About</h3><p>I write.</p></div>`],
  ['a list of links', `${TEXT}<div class="sidebar"><h3>See</h3><a href="/a">All about something else</a></div>`],
  ['a box without a title', `${TEXT}<div class="sidebar"><p>I write.</p></div>`],
])('%s stays what it is', async (_kind, page) => {
  expect(await prepared(page)).toBe(page);
});
