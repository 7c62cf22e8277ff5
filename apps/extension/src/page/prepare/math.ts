/** Marks an element whose text is TeX between dollar signs and must reach Markdown as it is. */
export const MATH_ATTRIBUTE = 'data-otto-math';

const TEX = 'annotation[encoding="application/x-tex"]';
const RENDERED = '.MathJax_Preview, .MathJax, .MathJax_Display, .MathJax_SVG, .mjx-chtml';
const WHOLE_FORMULA = '.katex-display, .mwe-math-element, .katex, mjx-container, math';

/** Replaces rendered formulas, which repeat their text in several forms, by the TeX that they were made from. */
export function normaliseMath(document: Document): void {
  for (const script of document.querySelectorAll('script[type^="math/tex"]')) {
    while (script.previousElementSibling?.matches(RENDERED)) script.previousElementSibling.remove();
    replaceByTex(script, script.textContent ?? '', (script.getAttribute('type') ?? '').includes('mode=display'));
  }
  for (const annotation of document.querySelectorAll(TEX)) replaceFormula(annotation, annotation.textContent ?? '');
  for (const math of document.querySelectorAll('math[alttext]')) {
    replaceFormula(math, math.getAttribute('alttext') ?? '');
  }
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
  const code = formula.ownerDocument.createElement('code');
  code.setAttribute(MATH_ATTRIBUTE, '');
  code.textContent = isDisplay ? `$$${source}$$` : `$${source}$`;
  if (!isDisplay) return formula.replaceWith(code);
  const paragraph = formula.ownerDocument.createElement('p');
  paragraph.append(code);
  formula.replaceWith(paragraph);
}
