/** Characters that take two columns: East Asian wide and full-width ones, and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** Characters that take none: they join the one before. */
const JOINING = /\p{Mark}|[\u200b-\u200d\ufe0f]/u;

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/** A text on at most so many columns; one that is cut ends with an ellipsis. */
export function fitting(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let [width, end] = [0, 0];
  for (const character of text) {
    width += columnsOf(character);
    if (width >= columns) break;
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

/** A text in lines of at most so many columns, broken between words; a word that is longer stays whole. */
export function wrapped(text: string, columns: number): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer) > columns) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines.join('\n');
}

/** Fills a text with blanks up to so many columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

function columnsOf(character: string): number {
  if (character < '\u0300') return 1;
  if (JOINING.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
