import { mathmlToTex } from './mathml-to-tex';

/** Marks an element whose text is TeX between dollar signs and must reach Markdown as it is. */
export const MATH_ATTRIBUTE = 'data-otto-math';

const TEX = 'annotation[encoding="application/x-tex"]';
const RENDERED = '.MathJax_Preview, .MathJax, .MathJax_Display, .MathJax_SVG, .mjx-chtml';
const WHOLE_FORMULA = '.katex-display, .mwe-math-element, .katex, mjx-container, span.MathJax, math';

/** What is not a sign of a formula, so that it is passed over, and the two that are. */
const BARS = /\\\\|\\(?:text\w*|begin\{array\})\{[^{}]*\}|\\\||\|/g;
const BAR_NAMES: Readonly<Record<string, string>> = { '|': '\\vert ', '\\|': '\\Vert ' };

/**
 * Replaces rendered formulas, which repeat their text in several forms, by the TeX that they were made from, and those
 * that do not say it by TeX that looks the same.
 */
export function normaliseMath(document: Document): void {
  for (const script of document.querySelectorAll('script[type^="math/tex"]')) {
    while (script.previousElementSibling?.matches(RENDERED)) script.previousElementSibling.remove();
    replaceByTex(script, script.textContent ?? '', (script.getAttribute('type') ?? '').includes('mode=display'));
  }
  for (const annotation of document.querySelectorAll(TEX)) replaceFormula(annotation, annotation.textContent ?? '');
  for (const math of document.querySelectorAll('math[alttext]')) {
    replaceFormula(math, math.getAttribute('alttext') ?? '');
  }
  for (const math of document.querySelectorAll('math, mml\\:math')) replaceFormula(math, mathmlToTex(math));
}

function replaceFormula(part: Element, tex: string): void {
  const display = part.closest('.katex-display, [display=block], [display=true], .mwe-math-element-block') !== null;
  let formula = part;
  while (formula.parentElement?.closest(WHOLE_FORMULA)) {
    formula = formula.parentElement.closest(WHOLE_FORMULA) ?? formula;
  }
  replaceByTex(formula, tex, display);
}

function replaceByTex(formula: Element, tex: string, isDisplay: boolean): void {
  const source = tex.replace(/^\s*\{\\displaystyle\s*([\s\S]*)\}\s*$/, '$1').trim();
  if (source === '') return;
  const written = formula.closest('td, th') ? withoutBars(source) : source;
  const code = formula.ownerDocument.createElement('code');
  code.setAttribute(MATH_ATTRIBUTE, '');
  code.textContent = isDisplay ? `$$${written}$$` : `$${written}$`;
  if (!isDisplay) return formula.replaceWith(code);
  const paragraph = formula.ownerDocument.createElement('p');
  paragraph.append(code);
  formula.replaceWith(paragraph);
}

/** In a cell of a Markdown table a bar ends the cell, and one behind a backslash stands for one without; TeX has names for both. */
function withoutBars(tex: string): string {
  return tex.replace(BARS, (found) => BAR_NAMES[found] ?? found);
}
