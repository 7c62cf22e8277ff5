/** How many characters of a text are not white space: a measure that is fair to scripts without spaces between words. */
export function ink(text: string): number {
  let count = 0;
  // Everything up to U+0020 is white space or control; the rarer kinds above it do not matter for a measure.
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x20) count++;
  return count;
}
