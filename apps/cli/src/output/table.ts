import { printable } from './printable';
import type { Style } from './style';
import { padded, textWidth } from './text-width';

const GAP = '  ';

/** Lays rows out in aligned columns under a bold head; no trailing blanks, every line ends with a line feed. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const clean = rows.map((row) => row.map((cell) => printable(cell).replaceAll(/\s+/g, ' ')));
  const widths = head.map((title, column) =>
    Math.max(textWidth(title), ...clean.map((row) => textWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => padded(cells[column] ?? '', width))
      .join(GAP)
      .trimEnd();
  return [style.bold(line(head)), ...clean.map(line)].map((text) => `${text}\n`).join('');
}
