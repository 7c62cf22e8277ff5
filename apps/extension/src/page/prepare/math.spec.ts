import { openPreparingLab } from '../testing/preparing-lab';

const { prepared } = openPreparingLab();

describe('formulas', () => {
  it('become the TeX that they were made from', async () => {
    const katex =
      '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">x_1</annotation></semantics></math></span><span class="katex-html">x1</span></span>';
    expect(await prepared(`<p>So ${katex}.</p>`)).toBe('<p>So <code data-otto-math="">$x_1$</code>.</p>');
  });

  it('of MathJax lose their rendering and stand alone when displayed', async () => {
    const mathjax = '<span class="MathJax_Preview">y</span><script type="math/tex; mode=display">y^2</script>';
    expect(await prepared(`<div>${mathjax}</div>`)).toBe('<div><p><code data-otto-math="">$$y^2$$</code></p></div>');
  });

  it('become TeX that looks the same, where nothing says what they were made from', async () => {
    const math = '<math display="block"><mfrac><mn>1</mn><msup><mi>x</mi><mn>2</mn></msup></mfrac></math>';
    const tex = '<code data-otto-math="">$$\\frac{1}{x^2}$$</code>';
    expect(await prepared(`<div>${math}</div>`)).toBe(`<div><p>${tex}</p></div>`);
    expect(await prepared('<p>So <math><mi>x</mi></math>.</p>')).toBe('<p>So <code data-otto-math="">$x$</code>.</p>');
    const prefixed = '<mml:math><mml:msub><mml:mi>x</mml:mi><mml:mn>1</mml:mn></mml:msub></mml:math>';
    expect(await prepared(`<p>${prefixed}</p>`)).toBe('<p><code data-otto-math="">$x_1$</code></p>');
  });

  it.each([
    [
      '3',
      '<mjx-container class="MathJax"><mjx-math></mjx-math><mjx-assistive-mml>MATH</mjx-assistive-mml></mjx-container>',
    ],
    [
      '2',
      '<span class="MathJax"><nobr>x1</nobr><span class="MJX_Assistive_MathML">MATH</span></span><script type="math/mml">MATH</script>',
    ],
  ])('of MathJax %s that were made from MathML become TeX in whole', async (_version, rendered) => {
    const math = '<math><msub><mi>x</mi><mn>1</mn></msub></math>';
    expect(await prepared(`<p>${rendered.replaceAll('MATH', math)}</p>`)).toBe(
      '<p><code data-otto-math="">$x_1$</code></p>',
    );
  });

  it('in cells of tables have names for bars, which would end the cell', async () => {
    const tex = String.raw`\|x\| + |y| \\ \text{a|b} \begin{array}{c|c} 1 \end{array}`;
    const math = `<math><semantics><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;
    const named = String.raw`\Vert x\Vert  + \vert y\vert  \\ \text{a|b} \begin{array}{c|c} 1 \end{array}`;
    expect(await prepared(`<p>${math}</p>`)).toContain(`$${tex}$`);
    expect(await prepared(`<table><tbody><tr><td>${math}</td></tr></tbody></table>`)).toContain(`$${named}$`);
  });

  it('that only say what they mean stay as they are', async () => {
    const content = '<p><math><apply><plus></plus><ci>a</ci><cn>1</cn></apply></math></p>';
    expect(await prepared(content)).toBe(content);
  });
});
