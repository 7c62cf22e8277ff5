import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it('an anchor that leads nowhere becomes a place, and what it holds is text', async () => {
  expect(await prepared('<p><a name="one">All of it</a> and <a id="two"></a>more</p>')).toBe(
    '<p><span id="one"></span>All of it and <span id="two"></span>more</p>',
  );
});

it('an anchor that is closed as in XML is one place, however much follows it', async () => {
  expect(await prepared('<h2><a id="x"/>Head</h2><p>Text</p><p>More <a href="/y">link</a></p>')).toBe(
    '<h2><span id="x"></span>Head</h2><p>Text</p><p>More <a href="/y">link</a></p>',
  );
});

it('an anchor with nothing but a sign is no text', async () => {
  expect(await prepared('<h2>Head <a class="anchor" id="x">#</a></h2>')).toBe('<h2>Head <span id="x"></span></h2>');
});
