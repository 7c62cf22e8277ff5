import { findAll } from '../snapshot/find-all';
import { measureProse } from '../snapshot/prose';
import { hasInk } from '../snapshot/texts';
import { boldParagraph, leadingTitle } from './box-title';
import { isMinor } from './is-minor';

/** Called so by those who write books: AsciiDoc, HTMLBook. */
const OF_BOOKS = ['.sidebarblock', '[data-type=sidebar]'];
/** DocBook's, and of most sites the column beside the text. */
const MOSTLY_BESIDE = 'div.sidebar';
const PARAGRAPHS = 'p, .para, .paragraph, blockquote, pre';
/** Part of a text unless they are of links. */
const LISTS = 'ul, ol, dl, .itemizedlist, .orderedlist, .variablelist';

/**
 * Turns the boxes that books set between their paragraphs into quotes with a title; by their name alone, every way of finding
 * the article would take them for the column of a site.
 */
export function normaliseSidebars(body: HTMLElement): void {
  for (const box of findAll(body, [...OF_BOOKS, MOSTLY_BESIDE])) {
    const title = leadingTitle(box);
    const isNamed = box.matches(OF_BOOKS.join(', '));
    if ((!title && !isNamed) || !isInText(box) || !isText(box) || !isMinor(box, body)) continue;
    const quote = box.ownerDocument.createElement('blockquote');
    if (title) quote.append(boldParagraph(box, title.textContent?.trim() ?? ''));
    title?.remove();
    quote.append(...box.childNodes);
    box.replaceWith(quote);
  }
}

function isText(box: Element): boolean {
  if (box.querySelector('nav, form, h1')) return false;
  const { text, links } = measureProse(box);
  return text > links;
}

/** Between paragraphs, and not beside the element that holds them. Places that links lead to do not count. */
function isInText(box: Element): boolean {
  let [before, after] = [box.previousElementSibling, box.nextElementSibling];
  while (before && !hasInk(before, 1)) before = before.previousElementSibling;
  while (after && !hasInk(after, 1)) after = after.nextElementSibling;
  return [before, after].some((neighbour) => neighbour !== null && isPartOfText(neighbour));
}

function isPartOfText(neighbour: Element): boolean {
  return neighbour.matches(PARAGRAPHS) || (neighbour.matches(LISTS) && isText(neighbour));
}
