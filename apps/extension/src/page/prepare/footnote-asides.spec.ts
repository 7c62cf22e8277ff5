import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it('footnotes that are asides become sections of the text, and other asides stay beside it', async () => {
  const note = '<aside class="footnote" id="id4" role="note"><p>Note.</p></aside>';
  const body = `<aside class="footnote-list">${note}</aside><aside class="author">Ann</aside>`;
  expect(await prepared(body)).toBe(
    '<section class="footnote-list"><section class="footnote" id="id4" role="note"><p>Note.</p></section></section><aside class="author">Ann</aside>',
  );
});
