/** Stand on lines of their own. */
export const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 ' +
    'H6 HEADER HGROUP HR HTML LI MAIN MENU NAV NOSCRIPT OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'
  ).split(' '),
);
/** What their rules take is their text as it stands. */
export const VERBATIM = new Set(['PRE', 'CODE', 'KBD', 'SAMP']);
/** Have a meaning without text inside. */
const MEANINGFUL_WHEN_BLANK = new Set(
  'TABLE THEAD TBODY TFOOT TR TH TD IFRAME AUDIO VIDEO IMG INPUT BR HR WBR'.split(' '),
);
/** Their rules put a mark before the text. */
export const MARKED = new Set(['A', 'B', 'DEL', 'EM', 'I', 'Q', 'S', 'STRIKE', 'STRONG', 'SUB', 'SUP']);
const ON_ONE_LINE = new Set(['H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'TD', 'TH']);
const BOLD_ON_ONE_LINE = new Set(['DT', 'SUMMARY']);
const LINES = 'br, p, div, ul, ol, dl, pre, table, blockquote';

/** Whether an element with this content says nothing. */
export function isBlank(tag: string, content: string): boolean {
  return content.trim() === '' && !MEANINGFUL_WHEN_BLANK.has(tag);
}

/** Behind the signs of a heading or the bar of a cell, or bold as a whole. */
export function isWrittenOnOneLine(element: Element): boolean {
  if (ON_ONE_LINE.has(element.nodeName)) return true;
  if (!BOLD_ON_ONE_LINE.has(element.nodeName)) return false;
  return element.firstElementChild === null || element.querySelector(LINES) === null;
}
