import { nameOf, type Tex } from './parts';
import { isBetween, seen } from './symbols';

/** By the fences around a table. */
const IN_FENCES: Readonly<Record<string, string>> = {
  '()': 'pmatrix',
  '[]': 'bmatrix',
  '{}': 'Bmatrix',
  '||': 'vmatrix',
  '‖‖': 'Vmatrix',
  '∥∥': 'Vmatrix',
  '||||': 'Vmatrix',
  '{': 'cases',
};

/** A table between fences, where TeX has one with such fences. */
export function fencedTable(open: string, table: Element, close: string, tex: Tex): string | undefined {
  const fences = open + close;
  return Object.hasOwn(IN_FENCES, fences) ? environment(IN_FENCES[fences] ?? '', table, tex) : undefined;
}

/** A table without fences: lines of a calculation below each other, or a matrix. */
export function table(element: Element, tex: Tex): string {
  return environment(isCalculation(element) ? 'aligned' : 'matrix', element, tex);
}

function environment(name: string, element: Element, tex: Tex): string {
  const lines = [...element.children].map((row) => line(row, tex));
  return `\\begin{${name}} ${lines.join(' \\\\ ')} \\end{${name}}`;
}

function line(row: Element, tex: Tex): string {
  const cells = [...row.children];
  const label = nameOf(row) === 'mlabeledtr' ? cells.shift() : undefined;
  const written = cells.map((cell) => tex(cell).trim()).join(' & ');
  return label === undefined ? written : `${written} \\qquad ${tex(label).trim()}`;
}

function isCalculation(element: Element): boolean {
  if (element.getAttribute('displaystyle') === 'true') return true;
  if (/^right\s+left/.test(element.getAttribute('columnalign') ?? '')) return true;
  return [...element.children].some(({ children: [, second] }) => isRelation(second?.textContent ?? ''));
}

/** Whether something begins with a sign of equality, order or the like. */
function isRelation(written: string): boolean {
  const [sign = ''] = seen(written);
  return isBetween(sign) && !/[-+−*·⋅×±∓]/.test(sign);
}
