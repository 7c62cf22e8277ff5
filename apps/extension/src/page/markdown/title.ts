import { isPermalink } from '../prepare/headings';
import { findAll } from '../snapshot/find-all';
import { textNodesOf } from '../snapshot/texts';

const HEADINGS = 'h1, h2';
/** Where the title of a page stands, most likely places first. */
const PLACES = [['main h1', 'article h1'], ['h1'], ['h1', 'h2']];
/** The title is among the first. */
const MAX_HEADINGS = 20;
/** Characters before a heading that is the title all the same: a date, the name of the author. */
const MAX_BEFORE = 120;
/** How much of the document's title a heading must be to count as the same: site names and sections come after it. */
const SAME_SHARE = 0.4;

/** Signs that link to the heading. The last of them without a space before it is part of a name: C#. */
const PERMALINK_SIGN = /(?: ?[¶§🔗]| #)+$/u;
const SEPARATOR = /\s+[|–—·•»:/-]\s+|:\s+/;

/**
 * The title of a page as its author would put it above the text: the heading that the document's title repeats, which
 * often adds the name of the site. Without such a heading, the declared title.
 */
export function pageTitle(source: Document, found: string | undefined): string {
  const declared = titleText(
    found ?? source.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? source.title,
  );
  const headings = PLACES.flatMap((place) => firstHeadings(source, place));
  const titles = [declared, titleText(source.title)];
  const opening = titles.map((title) => letters(title.split(SEPARATOR)[0] ?? ''));
  return (
    headings.find((text) => letters(text) !== '' && opening.includes(letters(text))) ??
    headings.find((text) => titles.some((title) => isSameTitle(text, title))) ??
    declared
  );
}

function firstHeadings(source: Document, selectors: readonly string[]): string[] {
  const texts: string[] = [];
  for (const heading of findAll(source, selectors)) if (texts.push(headingText(heading)) === MAX_HEADINGS) break;
  return texts;
}

/** What a heading of the page says, which may still hold a link to itself. */
function headingText(heading: Element): string {
  if (heading.querySelector('a') === null) return titleText(heading.textContent ?? '');
  let text = '';
  for (const node of textNodesOf(heading)) {
    const link = node.parentElement?.closest('a');
    if (!link || !isPermalink(link)) text += node.nodeValue ?? '';
  }
  return titleText(text);
}

function titleText(text: string): string {
  return oneLineText(text).replace(PERMALINK_SIGN, '');
}

/** Makes the article begin with its title as a heading of the first level. */
export function leadWithTitle(root: Element, title: string): void {
  const first = firstHeading(root);
  if (first && isLeading(first, root) && (first.tagName === 'H1' || isSameTitle(oneLine(first), title))) {
    if (first.tagName !== 'H1') retag(first);
    return;
  }
  if (title === '') return;
  const heading = root.ownerDocument.createElement('h1');
  heading.textContent = title;
  root.prepend(heading);
}

function firstHeading(root: Element): Element | undefined {
  for (const heading of root.querySelectorAll(HEADINGS)) if (oneLine(heading) !== '') return heading;
  return undefined;
}

/** Nothing but pictures or a line or two, such as a date, stands before the heading. */
function isLeading(heading: Element, root: Element): boolean {
  let before = '';
  for (const text of textNodesOf(root)) {
    if (heading.contains(text)) return true;
    before += text.nodeValue ?? '';
    if (oneLineText(before).length > MAX_BEFORE) return false;
  }
  return true;
}

function retag(heading: Element): void {
  const first = heading.ownerDocument.createElement('h1');
  first.append(...heading.childNodes);
  heading.replaceWith(first);
}

function isSameTitle(one: string, other: string): boolean {
  const [short = '', long = ''] = [letters(one), letters(other)].sort((a, b) => a.length - b.length);
  return short !== '' && long.includes(short) && short.length >= long.length * SAME_SHARE;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function oneLine(element: Element): string {
  return oneLineText(element.textContent ?? '');
}

function oneLineText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
