import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it.each([
  ['acronym', 'abbr'],
  ['tt', 'code'],
  ['strike', 'del'],
  ['nobr', 'span'],
])('a <%s>, which would end a paragraph for Readability, becomes a <%s>', async (old, successor) => {
  expect(await prepared(`<div>The (<${old} class="x">G<b>P</b>L</${old}>) and</div>`)).toBe(
    `<div>The (<${successor} class="x">G<b>P</b>L</${successor}>) and</div>`,
  );
});
