import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

const SIGNATURE =
  '<table class="memname"><tbody><tr><td class="memname">Wand * Clone </td><td>(</td><td>const Wand *&nbsp;</td><td><em>wand</em>, </td></tr>' +
  '<tr><td></td><td></td><td>int&nbsp;</td><td><em>count</em>&nbsp;</td></tr><tr><td></td><td>)</td><td></td></tr></tbody></table>';

it('a signature in the cells of a table becomes a line of code', async () => {
  expect(await prepared(`<div>${SIGNATURE}</div>`)).toBe(
    '<div><pre><code>Wand * Clone(const Wand * wand, int count)</code></pre></div>',
  );
});

it('the labels beside a signature follow it, but for those that it begins with', async () => {
  const labelled = `<table class="mlabels"><tbody><tr><td>${SIGNATURE}</td><td><span class="mlabels"><span class="mlabel">inline</span><span class="mlabel">Wand</span><span class="mlabel">static</span></span></td></tr></tbody></table>`;
  expect(await prepared(labelled)).toContain('</code></pre><p>inline, static</p>');
});
