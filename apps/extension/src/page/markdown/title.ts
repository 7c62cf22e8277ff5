import { isPermalink } from '../prepare/headings';
import { findAll } from '../snapshot/find-all';
import { textNodesOf } from '../snapshot/texts';

/** Where the title of a page stands, most likely places first. */
const PLACES = [['main h1', 'article h1'], ['h1'], ['h1', 'h2']];
/** Where it stands on a page that is one section of a book. */
const SECTIONS = ['h3', 'h4'];
/** The title is among the first. */
const MAX_HEADINGS = 20;
/** How much of the document's title a heading must be to count as the same: site names and sections come after it. */
const SAME_SHARE = 0.4;

/** Signs that link to the heading. The last of them without a space before it is part of a name: C#. */
const PERMALINK_SIGN = /(?: ?[¶§🔗]| #)+$/u;
const SEPARATOR = /\s+[|–—·•»:/-]\s+|:\s+/;
/** The name of a book, maybe with a version in parentheses of its own. */
const IN_PARENTHESES = / \(.*\)$/;
/** The number of a section, 12. or 3.1 or A.3. A letter alone is a word. */
const SECTION_NUMBER = /^(?:\d+|[A-Z](?=\.))(?:\.\d+)*\.?\s+/;

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
  const isOpening = (text: string): boolean => titles.some((title) => opens(text, title));
  return (
    headings.find(isOpening) ??
    headings.find((text) => titles.some((title) => isSameTitle(text, title))) ??
    firstHeadings(source, SECTIONS).find(isOpening) ??
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

/** Whether a heading says what the title does, or one of them most of the other. */
export function isSameTitle(heading: string, title: string): boolean {
  if (opens(heading, title)) return true;
  const [short = '', long = ''] = [letters(heading), letters(title)].sort((a, b) => a.length - b.length);
  return short !== '' && long.includes(short) && short.length >= long.length * SAME_SHARE;
}

/** Whether a heading is the title without the name of the site or book behind it. */
function opens(heading: string, title: string): boolean {
  const openings = [title.split(SEPARATOR)[0] ?? '', title.replace(IN_PARENTHESES, '')];
  const sought = letters(unnumbered(heading));
  return sought !== '' && openings.some((opening) => letters(unnumbered(opening)) === sought);
}

function unnumbered(text: string): string {
  return text.replace(SECTION_NUMBER, '');
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

export function oneLineText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
