import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it('the block that a manual page begins with is no header of a site', async () => {
  const block = '<h1>git(1)</h1><h2>NAME</h2><div><p>git - the tracker</p></div>';
  expect(await prepared(`<div id="header">${block}</div>`)).toContain(`<div>${block.slice(0, 3)}`);
});

it.each([
  ['whose name is a link', '<h1><a href="/">Blog</a></h1><h2>Of me</h2><p>Welcome</p>'],
  ['with a name and no section', '<h1>Blog</h1><p>Just another one</p>'],
])('a header %s keeps its name', async (_kind, inside) => {
  expect(await prepared(`<div id="header">${inside}</div>`)).toContain('<div id="header">');
});
