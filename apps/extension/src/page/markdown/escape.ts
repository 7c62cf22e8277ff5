/**
 * Escapes only what Markdown would take for markup where it stands. Turndown's own escaping also hits `snake_case`,
 * prices with `*` and every bracket, which makes text hard to read and to search. The line-start rules see the start of a
 * text node; in the middle of a paragraph they can only fire after an inline element, where they do no harm.
 */
const ESCAPES: readonly (readonly [RegExp, string])[] = [
  [/\\(?=[!-/:-@[-`{-~])/g, '\\\\'],
  // Emphasis needs a delimiter that touches a word on one side; `_` inside a word is none.
  [/\*/g, '\\*'],
  [/(?<![\p{L}\p{N}_])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, '\\_'],
  [/`/g, '\\`'],
  [/~~/g, '\\~\\~'],
  // A link, a footnote or a task box.
  [/\[(?=[^\]]*\](?:\(|:|\[))|\[(?=\^)|^\[(?=[ xX]\] )/g, '\\['],
  // Tags, comments and character references.
  [/<(?=[a-z/!?])/gi, '\\<'],
  [/&(?=#?\w+;)/g, '\\&'],
  [/^(#{1,6})(?=\s)/, '\\$1'],
  [/^([-+])(?=\s)/, '\\$1'],
  [/^(=+|-+)(?=\s*$)/, '\\$1'],
  [/^>/, '\\>'],
  [/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'],
];

/** Something in it that one of those may take for markup. Most text has nothing, not even where it begins with a number. */
export const MARKUP = /[\\*_`~[<&]|^(?:[-#+=>]|\d{1,9}[.)])/;

export function escapeMarkdown(text: string): string {
  if (!MARKUP.test(text)) return text;
  return ESCAPES.reduce((escaped, [pattern, replacement]) => escaped.replace(pattern, replacement), text);
}
