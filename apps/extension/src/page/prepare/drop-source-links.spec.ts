import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

it.each([
  ['Sphinx', 'f() <a href="/c"><span class="viewcode-link"><span class="pre">[source]</span></span></a>'],
  ['Sphinx in another language', 'f() <a class="viewcode-link" href="/c">[Quellcode]</a>'],
  ['rustdoc', 'f() <a class="srclink" href="/c">source</a> · <a id="toggle-all-docs">[<span>\u2212</span>]</a>'],
  ['rustdoc of old', 'f() <a class="src" href="/c">[src]</a>'],
])('links to the code of a function are taken out, as %s writes them', async (_name, heading) => {
  expect(await prepared(`<p>${heading}</p>`)).toMatch(/^<p>f\(\) *<\/p>$/);
});

it('what stands for a folded description is taken out', async () => {
  const folded =
    '<details open=""><summary class="hideme"><span>Expand description</span></summary><p>Adds.</p></details>';
  expect(await prepared(folded)).toBe('<details open=""><p>Adds.</p></details>');
});

it('other links with such names stay', async () => {
  const link = '<p><a class="src" href="/c">The report</a></p>';
  expect(await prepared(link)).toBe(link);
});
