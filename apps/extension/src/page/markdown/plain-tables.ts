import { presentIn } from '../snapshot/find-all';

/** What a table holds that is no plain table of data, or that Markdown cannot write as it is. */
const IRREGULAR = [
  ...['td[colspan]', 'th[colspan]', 'td[rowspan]', 'th[rowspan]', 'table[role]', 'tr > form'],
  ...['table table', 'table h1', 'table h2', 'table pre', 'th b', 'th strong'],
];

/**
 * Tells the tables that need nothing done to them from the others: one row of headings, and rows of as many cells. Most tables
 * are like that, and to lay out each cell of a long reference in a grid takes longer than to write it.
 */
export class PlainTables {
  /** What there is of them in the article; often nothing. */
  readonly #irregular: string;

  constructor(root: Element) {
    this.#irregular = presentIn(root, IRREGULAR).join(', ');
  }

  has(table: Element): boolean {
    if (this.#irregular !== '' && (table.matches(this.#irregular) || table.querySelector(this.#irregular)))
      return false;
    const rows = [...table.querySelectorAll('tr')];
    const [head, next] = rows;
    const columns = head?.childElementCount ?? 0;
    return (
      columns > 1 &&
      head?.parentNode?.nodeName === 'THEAD' &&
      next?.parentNode?.nodeName !== 'THEAD' &&
      [...table.children].every(({ tagName }) => tagName === 'THEAD' || tagName === 'TBODY') &&
      rows.every((row) => row.childElementCount === columns && hasText(row)) &&
      [...head.children].every(hasText)
    );
  }
}

function hasText(part: Element): boolean {
  return part.textContent?.trim() !== '';
}
