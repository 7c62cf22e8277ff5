import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

const TEXT = '<div id="content"><h2>USE</h2><p>Track.</p></div>';

it('the block that a manual page begins with is no header of a site', async () => {
  const block = '<h1>git(1)</h1><h2>NAME</h2><div><p>git - the tracker</p></div>';
  expect(await prepared(`<div id="header">${block}</div>${TEXT}`)).toBe(
    `<div id="content"><h1 data-otto-first-level="">git(1)</h1>${block.slice(15)}<h2>USE</h2><p>Track.</p></div>`,
  );
});

it.each([
  ['whose name is a link', '<h1><a href="/">Blog</a></h1><h2>Of me</h2><p>Welcome</p>'],
  ['with a name and no section', '<h1>Blog</h1><p>Just another one</p>'],
])('a header %s stays where it is', async (_kind, inside) => {
  expect(await prepared(`<div id="header">${inside}</div>${TEXT}`)).toContain('<div id="header">');
});
