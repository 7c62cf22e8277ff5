/** How many letters a word may differ in to be taken for a slip, of one that is long enough to tell. */
const MOST_SLIPS = 3;
const SHARE_OF_SLIPS = 0.4;

/** ` (Did you mean x?)` for a word that is nearly one of these; nothing for one that is like none of them. */
export function didYouMean(typed: string, words: readonly string[]): string {
  const slips = words.map((word) => ({ word, count: slipsBetween(typed.toLowerCase(), word.toLowerCase()) }));
  const [best] = slips.filter(({ word, count }) => isSlip(count, word)).sort((a, b) => a.count - b.count);
  return best === undefined ? '' : ` (Did you mean ${best.word}?)`;
}

function isSlip(count: number, word: string): boolean {
  return count <= MOST_SLIPS && count <= Math.max(1, word.length * SHARE_OF_SLIPS);
}

/** Letters to add, leave out, change or swap with the next one to make one word of the other. */
function slipsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const least = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + Number(!isSame),
      );
      rows[row]?.push(isSwapped ? Math.min(least, at(row - 2, column - 2) + 1) : least);
    }
  }
  return at(a.length, b.length);
}
