import { presentIn } from '../snapshot/find-all';
import { PlainTables } from './plain-tables';
import { gridOf, type Grid, type GridCell } from './table-grid';

/** A part of a table outside of a table, or in one that is such a part. */
const LOOSE = ['td', 'th', 'tr', 'tbody'].map((tag) => `${tag}:not(table ${tag})`).join(', ');
/** Without any of these there is none of those, and to compare parents is much faster than to look for ancestors. */
const MISPLACED = [':not(tr) > td', ':not(tr) > th', ':not(table, thead, tbody, tfoot) > tr', ':not(table) > tbody'];
const BLOCKS_OF_A_PAGE = 'h1, h2, h3, h4, h5, h6, ul, ol, dl, figure, blockquote, hr, table, form, p + p';
const BLOCKS = 'p, div, table, ul, ol, dl, pre, blockquote, figure, h1, h2, h3, h4, h5, h6';
const REGULAR_SHARE = 0.7;
/** A cell with more text than this, in a table without headings, is a column of a page. */
const LONG_CELL = 600;

/** Rewrites every table of data as one header row and plain rows, and unwraps the tables that only arrange a page. */
export function normaliseTables(root: Element): void {
  if (presentIn(root, MISPLACED).length > 0) root.querySelectorAll(LOOSE).forEach(loosen);
  const plain = new PlainTables(root);
  // Inner tables first, so that an outer one sees what became of them.
  for (const table of [...root.querySelectorAll('table')].reverse()) {
    if (plain.has(table)) continue;
    const rows = [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
    const grid = gridOf(rows);
    if (isLayout(table, grid)) unwrap(table, grid);
    else rewrite(table, rows, grid);
  }
}

/** Readability may take a cell out of the table that it arranged. */
function loosen(part: Element): void {
  const loose = part.ownerDocument.createElement('div');
  loose.append(...part.childNodes);
  part.replaceWith(loose);
}

function isLayout(table: Element, grid: Grid): boolean {
  if (['presentation', 'none'].includes(table.getAttribute('role') ?? '')) return true;
  const columns = Math.max(0, ...grid.map((row) => row.length));
  if (columns < 2) return true;
  if (table.querySelector('th, thead, caption')) return table.querySelector('table, h1, h2') !== null;
  if (grid.length < 2) return true;
  if (table.querySelector(BLOCKS_OF_A_PAGE) || isRagged(grid)) return true;
  return [...table.querySelectorAll('td')].some((cell) => (cell.textContent?.trim().length ?? 0) > LONG_CELL);
}

/** In a table of data nearly all rows have the same number of cells. */
function isRagged(grid: Grid): boolean {
  const counts = grid.map((row) => row.filter((place) => place?.isOrigin).length).filter((count) => count > 0);
  const usual = Math.max(...counts.map((count) => counts.filter((other) => other === count).length));
  return usual < counts.length * REGULAR_SHARE;
}

/** A row of short cells is a line; otherwise each cell is a block of the page. */
function unwrap(table: Element, grid: Grid): void {
  const parts: Element[] = [];
  for (const row of grid) {
    const cells = row.flatMap((place) => (place?.isOrigin && hasContent(place.cell) ? [place.cell] : []));
    const isLine = !cells.some((cell) => [...cell.querySelectorAll(BLOCKS)].some(hasContent));
    for (const group of isLine ? [cells] : cells.map((cell) => [cell])) {
      const part = table.ownerDocument.createElement('div');
      for (const cell of group) part.append(...cell.childNodes, ' ');
      parts.push(part);
    }
  }
  table.replaceWith(...parts);
}

function rewrite(table: Element, allRows: readonly Element[], whole: Grid): void {
  const make = (tag: string): Element => table.ownerDocument.createElement(tag);
  const titleRows = countTitleRows(whole);
  const rows = allRows.slice(titleRows);
  const grid = whole.slice(titleRows);
  const headerRows = countHeaderRows(rows, grid);
  const columns = usedColumns(grid);
  const head = make('tr');
  for (const x of columns) head.append(headerCell(grid.slice(0, headerRows), x, make('th')));
  const body = make('tbody');
  for (const row of grid.slice(headerRows)) {
    if (!row.some((place) => place?.isOrigin && hasContent(place.cell))) continue;
    const line = body.appendChild(make('tr'));
    for (const x of columns) line.append(cellAt(row[x], make('td')));
  }
  const titles = [table.querySelector('caption'), ...whole.slice(0, titleRows).map((row) => row[0]?.cell)];
  const clean = make('table');
  clean.appendChild(make('thead')).append(head);
  clean.append(body);
  table.replaceWith(...titles.flatMap((title) => (title ? [titleLine(title, make('p'))] : [])), clean);
}

/** Rows above the table proper that are one cell over all columns: a title in other words. */
function countTitleRows(grid: Grid): number {
  const first = grid.findIndex((row) => row.length < 2 || row.some((place) => place?.cell !== row[0]?.cell));
  return first === -1 || first === grid.length - 1 ? 0 : first;
}

/** Rows of `<thead>`; without one, a first row of headings or of bold text only. Nothing else is known to be a header. */
function countHeaderRows(rows: readonly Element[], grid: Grid): number {
  const inHead = rows.findIndex((row) => row.parentElement?.tagName !== 'THEAD');
  if (inHead !== 0) return inHead === -1 ? Math.min(1, rows.length) : inHead;
  const first = (grid[0] ?? []).filter((place) => place && hasContent(place.cell));
  const isHeading = first.every((place) => place?.cell.tagName === 'TH' || isBold(place?.cell));
  return first.length > 0 && isHeading ? 1 : 0;
}

function isBold(cell: Element | undefined): boolean {
  const bold = cell?.querySelector('b, strong');
  return bold?.textContent?.trim() === cell?.textContent?.trim();
}

/** Several header rows become one: a heading over several columns is repeated before each of theirs. */
function headerCell(rows: Grid, x: number, into: Element): Element {
  const places = rows.map((row) => row[x]).filter((place) => place !== undefined);
  if (rows.length === 1) cellAt(places[0], into);
  else into.textContent = [...new Set(places.map((place) => oneLine(place.cell)))].filter(Boolean).join(' ');
  for (const bold of into.querySelectorAll('b, strong')) bold.replaceWith(...bold.childNodes);
  return into;
}

function cellAt(place: GridCell | undefined, into: Element): Element {
  if (!place?.isOrigin) return into;
  into.append(...place.cell.childNodes);
  for (const pre of into.querySelectorAll('pre')) pre.replaceWith(...codeLines(pre));
  return into;
}

/** A cell has no room for a code block: each line becomes a code span. */
function codeLines(pre: Element): (Element | string)[] {
  return (pre.textContent ?? '').split('\n').flatMap((line, index) => {
    const code = pre.ownerDocument.createElement('code');
    code.textContent = line.trim();
    const parts = line.trim() === '' ? [] : [code];
    return index === 0 ? parts : [pre.ownerDocument.createElement('br'), ...parts];
  });
}

function usedColumns(grid: Grid): number[] {
  const columns = Math.max(0, ...grid.map((row) => row.length));
  return Array.from({ length: columns }, (_, x) => x).filter((x) =>
    grid.some((row) => row[x]?.isOrigin && hasContent(row[x].cell)),
  );
}

function titleLine(title: Element, into: Element): Element {
  const strong = into.appendChild(into.ownerDocument.createElement('strong'));
  strong.textContent = oneLine(title);
  return into;
}

function hasContent(cell: Element): boolean {
  return cell.textContent?.trim() !== '' || cell.querySelector('img, input') !== null;
}

function oneLine(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
