import { PageLab } from '../testing/page-lab';
import type * as mathmlModule from './mathml-to-tex';

type Subject = typeof mathmlModule;

const lab = new PageLab<Subject>('prepare/mathml-to-tex.ts');
beforeAll(() => lab.open());
afterAll(() => lab.close());

/** Short for elements of one letter, so that formulas can be read: `[x]`, `{2}` and `(+)` are mi, mn and mo. */
function markup(short: string): string {
  return short
    .replace(/\[(.*?)\]/g, '<mi>$1</mi>')
    .replace(/\{(.*?)\}/g, '<mn>$1</mn>')
    .replace(/\((&\w+;|.*?)\)(?!\))/g, '<mo>$1</mo>')
    .replace(
      /<(\/?)(row|frac|sup|sub|subsup|sqrt|root|over|under|underover|multiscripts|prescripts|table|tr|td|text|style|space|fenced)\b/g,
      '<$1m$2',
    );
}

function texOf(short: string): Promise<string> {
  return lab.run(`<!doctype html><math>${markup(short)}</math>`, ({ mathmlToTex }) => {
    const math = document.querySelector('math');
    return math === null ? 'there is no formula' : mathmlToTex(math);
  });
}

describe('whole formulas', () => {
  it.each([
    ['a letter', '[x]', 'x'],
    ['a number', '{42}', '42'],
    [
      'the quadratic formula',
      `[x](=)<frac><row>(−)[b](±)<sqrt><sup>[b]{2}</sup>(−){4}(&#x2062;)[a](&#x2062;)[c]</sqrt></row><row>{2}[a]</row></frac>`,
      'x = \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a}',
    ],
    [
      'a sum with limits',
      `<underover>(∑)<row>[i](=){1}</row>[n]</underover><sup>[i]{2}</sup>(=)<frac><row>[n](()[n](+){1}())</row>{6}</frac>`,
      '\\sum_{i=1}^n i^2 = \\frac{n(n + 1)}{6}',
    ],
    [
      'an integral',
      '<subsup>(∫){0}[∞]</subsup><sup>[e]<row>(−)<sup>[x]{2}</sup></row></sup><space width="0.167em"></space>[d][x](=)<frac><sqrt>[π]</sqrt>{2}</frac>',
      '\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}',
    ],
    [
      'a matrix',
      '[A](=)<row>(()<table><tr><td>[a]</td><td>[b]</td></tr><tr><td>{0}</td><td>(−){1}</td></tr></table>())</row>',
      'A = \\begin{pmatrix} a & b \\\\ 0 & -1 \\end{pmatrix}',
    ],
    [
      'an equation of chemistry',
      '{2}<sub><mtext>H</mtext>{2}</sub>(+)<sub><mtext>O</mtext>{2}</sub>(→){2}<sub><mtext>H</mtext>{2}</sub><mtext>O</mtext>',
      '2\\text{H}_2 + \\text{O}_2 \\to 2\\text{H}_2 \\text{O}',
    ],
    [
      'a nested fraction',
      '<frac>{1}<row>{1}(+)<frac>{1}<row>{1}(+)<frac>{1}[x]</frac></row></frac></row></frac>',
      '\\frac{1}{1 + \\frac{1}{1 + \\frac{1}{x}}}',
    ],
    [
      'a limit',
      '<under>(lim)<row>[x](→){0}</row></under><frac><row>[sin](&#x2061;)[x]</row>[x]</frac>',
      '\\lim_{x \\to 0}\\frac{\\sin x}{x}',
    ],
    ['a set', '[S](=)(&lbrace;)[x](∈)[ℝ](∣)[x](≥){0}(&rbrace;)', 'S = \\{x \\in \\mathbb{R} \\mid x \\ge 0\\}'],
  ])('%s', async (_name, short, expected) => {
    expect(await texOf(short)).toBe(expected);
  });
});

describe('scripts, accents and limits', () => {
  it.each([
    ['both scripts', '<subsup>[x][i]{2}</subsup>', 'x_i^2'],
    ['a script of more than a letter', '<sub>[x]<row>[i](+){1}</row></sub>', 'x_{i+1}'],
    ['a script of something with a script', '<sup><sub>[x][i]</sub>{2}</sup>', '{x_i}^2'],
    ['a script of a fraction', '<sup><frac>[a][b]</frac>{2}</sup>', '{\\frac{a}{b}}^2'],
    ['a power of ten', '{1.5}(×)<sup>{10}<row>(−){3}</row></sup>', '1.5 \\times 10^{-3}'],
    ['a closing parenthesis with a script', '(()[a](+)[b]<sup>()){2}</sup>', '(a + b)^2'],
    ['what follows a script', '<sup>[x]{2}</sup>[y]<sup>[z][α]</sup>[β]', 'x^2 yz^\\alpha \\beta'],
    ['primes', '<sup>[f](′)</sup>(+)<subsup>[g]{1}(″)</subsup>(+)[h](′)', "f' + g_1'' + h'"],
    ['degrees', '{90}(°)(=)<sup>{90}(°)</sup>(=)<sup>{90}(∘)</sup>', '90^{\\circ} = 90^{\\circ} = 90^\\circ'],
    [
      'scripts in front',
      '<multiscripts>[U]{2}<none></none><prescripts></prescripts>{92}{238}</multiscripts>',
      '{}_{92}^{238}U_2',
    ],
    ['a tensor', '<multiscripts>[R][i]<none></none><none></none>[j]</multiscripts>', 'R_i{}^j'],
    [
      'accents of a letter',
      '<over>[a](^)</over><over>[b](¯)</over><over>[c](→)</over><over>[d](~)</over><over>[e](˙)</over>',
      '\\hat{a}\\bar{b}\\vec{c}\\tilde{d}\\dot{e}',
    ],
    ['an accent of a bold letter', '<over><mi mathvariant="bold">v</mi>(→)</over>', '\\vec{\\mathbf{v}}'],
    [
      'accents of more',
      '<over><row>[A][B]</row>(‾)</over><over><row>[A][B]</row>(→)</over>',
      '\\overline{AB}\\overrightarrow{AB}',
    ],
    ['a brace with its label', '<under><under><row>[a](+)[b]</row>(⏟)</under>[n]</under>', '\\underbrace{a + b}_n'],
    ['something over an arrow', '[A]<over>(→)[Δ]</over>[B]', 'A \\xrightarrow{\\Delta} B'],
    [
      'something over and under a sign',
      '<over>(=)<mtext>def</mtext></over><under>[x]{0}</under>',
      '\\overset{\\text{def}}{=}\\underset{0}{x}',
    ],
    ['limits of an operator', '<under>[argmax][x]</under>(&#x2061;)[f]', '\\operatorname*{argmax}_x f'],
    ['several indices', '<sub>[x]<row>[i](,)[j]</row></sub>', 'x_{i,j}'],
    ['limits of a known operator', '<under>(max)<row>[x](∈)[S]</row></under>[f](()[x]())', '\\max_{x \\in S}f(x)'],
    ['limits of an integral', '<underover>(∮){0}{1}</underover>', '\\oint\\limits_0^1'],
  ])('%s', async (_name, short, expected) => {
    expect(await texOf(short)).toBe(expected);
  });
});

describe('fences and tables', () => {
  const cells = '<table><tr><td>[a]</td><td>[b]</td></tr><tr><td>[c]</td><td>[d]</td></tr></table>';
  const rows = 'a & b \\\\ c & d';
  it.each([
    ['a binomial', `(()<mfrac linethickness="0">[n][k]</mfrac>())`, '\\binom{n}{k}'],
    ['a binomial in a fenced', '<fenced><mfrac linethickness="0px">[n][k]</mfrac></fenced>', '\\binom{n}{k}'],
    ['two lines', '<under>(∑)<mfrac linethickness="0pt">[i][j]</mfrac></under>', '\\sum_{{i \\atop j}}'],
    ['a matrix without fences', cells, `\\begin{matrix} ${rows} \\end{matrix}`],
    ['a matrix in brackets', `(&lbrack;)${cells}(&rbrack;)`, `\\begin{bmatrix} ${rows} \\end{bmatrix}`],
    ['a determinant', `(|)${cells}(|)`, `\\begin{vmatrix} ${rows} \\end{vmatrix}`],
    ['a matrix in a fenced', `<fenced>${cells}</fenced>`, `\\begin{pmatrix} ${rows} \\end{pmatrix}`],
    ['cases', `[f](=)(&lbrace;)${cells}()`, `f = \\begin{cases} ${rows} \\end{cases}`],
    [
      'a calculation',
      '<table><tr><td>[x]</td><td>(=){1}(+){1}</td></tr><tr><td></td><td>(=){2}</td></tr></table>',
      '\\begin{aligned} x & = 1 + 1 \\\\ & = 2 \\end{aligned}',
    ],
    [
      'a calculation with numbers',
      '<mtable columnalign="right left"><mlabeledtr><td><text>&lpar;1&rpar;</text></td><td>[x]</td><td>[y]</td></mlabeledtr></mtable>',
      '\\begin{aligned} x & y \\qquad \\text{(1)} \\end{aligned}',
    ],
    [
      'a fenced with its own separators',
      '<mfenced open="⟨" close="]" separators=";,">[a][b][c][d]</mfenced>',
      '\\langle a; b, c, d]',
    ],
    ['a norm', '<mo fence="true">∥</mo>[x]<mo fence="true">∥</mo>(∥)[y]', '\\|x\\| \\parallel y'],
  ])('%s', async (_name, short, expected) => {
    expect(await texOf(short)).toBe(expected);
  });
});

describe('letters, words and signs', () => {
  it.each([
    ['Greek letters', '[α][x][Γ][ϵ][ε]', '\\alpha x\\Gamma\\epsilon\\varepsilon'],
    ['functions', '[sin](&#x2061;)[x](+)[ln](&#x2061;)(()[y]())', '\\sin x + \\ln(y)'],
    ['a function that TeX does not know', '[sgn](&#x2061;)[x]', '\\operatorname{sgn}x'],
    ['names', '[kg](&#x2062;)[NaCl]', '\\mathrm{kg}\\mathrm{NaCl}'],
    [
      'letters of other alphabets',
      '<mi mathvariant="double-struck">R</mi><mi mathvariant="normal">d</mi><mi mathvariant="normal">Ω</mi>',
      '\\mathbb{R}\\mathrm{d}\\Omega',
    ],
    ['letters of alphabets of Unicode', '[𝑥][𝐯][𝔤][ℒ][𝛼]', 'x\\mathbf{v}\\mathfrak{g}\\mathcal{L}\\alpha'],
    ['an alphabet of a whole part', '<mstyle mathvariant="bold">[x]</mstyle>', '\\mathbf{x}'],
    ['signs of numbers', '(−)[x](+)(()(−){1}())(=)(±){2}', '-x + (-1) = \\pm 2'],
    [
      'words',
      '[x]<text> if </text>[y]<text>50% of_a&lbrace;b&rbrace;</text>',
      'x\\text{ if }y\\text{50\\% of\\_a\\{b\\}}',
    ],
    ['a text in quotes', '<ms>a b</ms>', '\\text{"a b"}'],
    ['signs that TeX reads otherwise', '{5}(%)(#)($)(&amp;)(_)', '5\\%\\#\\$\\&\\_'],
    ['signs of order with room', '[a](&lt;)[b](≤)[c]', 'a < b \\le c'],
    ['room', '[a]<space width="1em"></space>[b]<space width="0"></space>[c]<text>&nbsp;</text>[d]', 'a\\quad bc~d'],
    ['a root', '<root>[x]{3}</root>', '\\sqrt[3]{x}'],
    [
      'an enclosure',
      '<menclose notation="box">[x]</menclose><menclose notation="updiagonalstrike">{2}</menclose>',
      '\\boxed{x}\\cancel{2}',
    ],
    ['what is not seen', '[a]<mphantom>[b]</mphantom>[c]', 'ac'],
    ['one of several forms', '<maction selection="2">[a][b]</maction>', 'b'],
    ['what adds nothing', '<style><mpadded><row>[a]</row></mpadded></style>', 'a'],
    [
      'what is said in other ways too',
      '<semantics><row>[a](+)[b]</row><annotation>SQL</annotation><annotation-xml><apply><plus></plus><ci>a</ci></apply></annotation-xml></semantics>',
      'a + b',
    ],
  ])('%s', async (_name, short, expected) => {
    expect(await texOf(short)).toBe(expected);
  });
});

it.each([
  ['only says what it means', '<apply><plus></plus><ci>a</ci><cn>1</cn></apply>'],
  ['has no elements', 'E = mc2'],
  ['is empty', '<mrow></mrow>'],
])('writes nothing for a formula that %s', async (_which, inside) => {
  expect(await texOf(inside)).toBe('');
});
