import { findAll } from '../snapshot/find-all';
import { hasInk } from '../snapshot/texts';
import { boldParagraph, leadingTitle, paragraph } from './box-title';
import { isMinor } from './is-minor';

/** Kinds of callouts as GitHub-flavoured Markdown knows them, by the words that sites use. */
const KINDS: Readonly<Record<string, string>> = {
  note: 'NOTE',
  info: 'NOTE',
  tip: 'TIP',
  hint: 'TIP',
  success: 'TIP',
  important: 'IMPORTANT',
  warning: 'WARNING',
  attention: 'WARNING',
  caution: 'CAUTION',
  danger: 'CAUTION',
  error: 'CAUTION',
};
/** Also said of boxes that are no part of the text. */
const VAGUE = new Set(['info', 'success', 'error']);
const CALLOUTS = [
  ...['.admonition', '.theme-admonition', '.admonitionblock', '.markdown-alert', '.callout', '.notecard'],
  ...['.custom-block', '.starlight-aside'],
  // Bootstrap's, of which those that can be dismissed tell of news.
  '.alert[class*="alert-"]:not(.alert-dismissible)',
  ...['aside', '[role=note]'],
];
/** Of generators that call a box by its kind alone: DocBook, Apache's, rustdoc. Others call other things so. */
const BY_KIND = ['div.note', 'div.tip', 'div.important', 'div.warning', 'div.caution', 'div.danger'];
/** Parts of pages, but not of boxes. */
const PARTS = { any: 'nav, h1', byKind: 'nav, h1, h2, form' };
const TITLES = [
  '.admonition-title, .markdown-alert-title, .callout-title, .admonition-heading, [class*="admonitionHeading"]',
  '.admonitionblock .title, .custom-block-title, .starlight-aside__title, .alert-heading',
].join(', ');
/** Footnotes are notes to those who read pages aloud. */
const FOOTNOTE = '.footnote, [role=doc-footnote]';
/** AsciiDoc arranges a box as a table of a symbol and the text. */
const CONTENT_CELL = '.admonitionblock > table td.content';

/** Turns boxes with notes and warnings into quotes; otherwise Readability drops them as asides. */
export function normaliseCallouts(body: HTMLElement): void {
  for (const box of findAll(body, [...CALLOUTS, ...BY_KIND])) {
    const kind = kindOf(box);
    if (kind === undefined || !isBox(box, body)) continue;
    const quote = box.ownerDocument.createElement('blockquote');
    const content = box.querySelector(CONTENT_CELL) ?? cellBesideIcon(box) ?? box;
    const title = box.querySelector(TITLES) ?? leadingTitle(box);
    const titleText = title?.textContent?.trim() ?? '';
    title?.remove();
    quote.append(paragraph(box, `[!${kind}]`));
    if (!isNameOfKind(titleText)) quote.append(boldParagraph(box, titleText));
    quote.append(...content.childNodes);
    box.replaceWith(quote);
  }
}

function isBox(box: Element, body: HTMLElement): boolean {
  if (box.matches(FOOTNOTE) || box.querySelector('[role=doc-backlink]')) return false;
  if (box.matches(CALLOUTS.join(', '))) return box.querySelector(PARTS.any) === null;
  return box.querySelector(PARTS.byKind) === null && hasInk(box, 1) && isMinor(box, body);
}

/** Older DocBook lays a box out as a table: an icon beside a title and the text, which is in the last cell. */
function cellBesideIcon(box: Element): Element | undefined {
  const table = box.firstElementChild;
  if (table?.tagName !== 'TABLE') return undefined;
  const cells = [...table.querySelectorAll('td')].filter((cell) => cell.closest('table') === table);
  const [icon] = cells;
  return icon && !hasInk(icon, 1) && icon.querySelector('img') ? cells.at(-1) : undefined;
}

/** Also when it is empty: the kind is said already. */
function isNameOfKind(title: string): boolean {
  const name = title.toLowerCase().replace(/[:.!]$/, '');
  return name === '' || KINDS[name] !== undefined;
}

/** An aside is a callout only if a whole class says of which kind; the named boxes are notes when they do not say. */
function kindOf(box: Element): string | undefined {
  const names = `${box.getAttribute('class') ?? ''} ${box.getAttribute('data-callout') ?? ''}`.toLowerCase();
  const isNamed = box.tagName !== 'ASIDE' || box.matches('[role=note], .starlight-aside');
  const words = names.split(isNamed ? /[\s_-]+/ : /\s+/).filter((word) => isNamed || !VAGUE.has(word));
  const kind = words.map((word) => KINDS[word]).find((known) => known !== undefined);
  return kind ?? (isNamed ? 'NOTE' : undefined);
}
