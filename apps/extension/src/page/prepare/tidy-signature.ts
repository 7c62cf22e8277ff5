/** A signature on one line, without the spaces inside of parentheses and before commas that its layout asked for. */
export function tidySignature(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/\( /g, '(')
    .replace(/ (?=[),])/g, '')
    .trim();
}
