type Escape = readonly [pattern: RegExp, replacement: string];

/**
 * Escapes only what Markdown would take for markup where it stands. Turndown's own escaping also hits `snake_case`,
 * prices with `*` and every bracket, which makes text hard to read and to search.
 */
const ANYWHERE: readonly Escape[] = [
  [/\\(?=[!-/:-@[-`{-~])/g, '\\\\'],
  // Emphasis needs a delimiter that touches a word on one side; `_` inside a word is none.
  [/\*/g, '\\*'],
  [/(?<![\p{L}\p{N}_])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, '\\_'],
  [/`/g, '\\`'],
  [/~~/g, '\\~\\~'],
  // A link or a footnote.
  [/\[(?=[^\]]*\](?:\(|:|\[))|\[(?=\^)/g, '\\['],
  // Tags, comments and character references.
  [/<(?=[a-z/!?])/gi, '\\<'],
  [/&(?=#?\w+;)/g, '\\&'],
];

/** What is markup only where a line begins: task boxes, headings, items, rules, quotes. */
const AT_LINE_START: readonly Escape[] = [
  [/^\[(?=[ xX]\] )/, '\\['],
  [/^(#{1,6})(?=\s|$)/, '\\$1'],
  [/^([-+])(?=\s)/, '\\$1'],
  [/^(=+|-+)(?=\s*$)/, '\\$1'],
  [/^>/, '\\>'],
  [/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2'],
];

/** Something in it that one of those may take for markup. Most text has nothing, not even where it begins with a number. */
const MARKUP = /[\\*_`~[<&]/;
const MARKUP_AT_LINE_START = /^(?:[-#+=>[]|\d{1,9}[.)])/;

/** Text as it is written where a line begins, or in the middle of one. */
export function escapeMarkdown(text: string, isAtLineStart: boolean): string {
  const escaped = MARKUP.test(text) ? apply(ANYWHERE, text) : text;
  return isAtLineStart ? escapeLineStart(escaped) : escaped;
}

/** The same for text in which everything else is escaped. */
export function escapeLineStart(text: string): string {
  return MARKUP_AT_LINE_START.test(text) ? apply(AT_LINE_START, text) : text;
}

function apply(escapes: readonly Escape[], text: string): string {
  return escapes.reduce((escaped, [pattern, replacement]) => escaped.replace(pattern, replacement), text);
}
