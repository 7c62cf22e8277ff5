/** A cell of a table at its place, after spans are resolved. */
export interface GridCell {
  cell: Element;
  /** False for the places that a spanning cell covers beyond its first. */
  isOrigin: boolean;
}
export type Grid = (GridCell | undefined)[][];

/** More columns or spans than this are a mistake or an attack, not a table. */
const MAX_SPAN = 100;

/** Lays rows out as a grid in which every column has its place. Rows of nested tables are not looked at. */
export function gridOf(rows: readonly Element[]): Grid {
  const grid: Grid = rows.map(() => []);
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.children) {
      if (cell.tagName !== 'TD' && cell.tagName !== 'TH') continue;
      while (grid[y]?.[x]) x++;
      const width = span(cell, 'colspan');
      place(grid, cell, { x, y, width, height: span(cell, 'rowspan') });
      x += width;
    }
  }
  return grid;
}

function place(grid: Grid, cell: Element, at: { x: number; y: number; width: number; height: number }): void {
  for (let dy = 0; dy < at.height; dy++) {
    const row = grid[at.y + dy];
    if (!row) return;
    for (let dx = 0; dx < at.width; dx++) row[at.x + dx] ??= { cell, isOrigin: dx === 0 && dy === 0 };
  }
}

function span(cell: Element, name: 'colspan' | 'rowspan'): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), MAX_SPAN) : 1;
}
