import { findEach } from '../snapshot/find-all';
import { ink } from '../snapshot/ink';
import { measureProse } from '../snapshot/prose';
import { hasInk } from '../snapshot/texts';

/** Lines with the way to the pages before and after, as tools that make books of pages call them. */
const LINES = ['div.navigation', '.docnav', '.spirit-nav', '.navheader', '.navfooter', '.nav-panel'];
const STEPS = ['a[accesskey=n]', 'a[accesskey=p]', 'a[rel~=next]', 'a[rel~=prev]'];
const AROUND_STEPS = 'p, div, table, ul, dl';
const HOLDS_TEXT = 'h1, h2, h3, h4, h5, h6, pre, blockquote, article, main, form';
/** Letters beside the links of a line: the titles of the pages, if the line is known by its name. */
const MAX_INK = { named: 300, around: 120 };

const TO_TOP = /^#(?:_?top_?|page-?(?:header|top)|header)?$/i;
const SAYS_TOP = /^(?:(?:go |back |return |jump )?(?:to )?(?:the )?top(?: of (?:the |this )?page)?|[↑⇧▲⬆])$/i;
/** Brackets or a bar beside a link to the top. */
const MAX_FRAME_INK = 2;

/** Takes out the steps through a book that stand in its text: lines with previous, next and up, and links back to the top. */
export function dropSteps(body: HTMLElement): void {
  for (const line of findEach(body, LINES)) if (isLine(line, MAX_INK.named)) line.remove();
  for (const step of findEach(body, STEPS)) {
    const around = step.closest(AROUND_STEPS);
    if (around && around !== body && isLine(around, MAX_INK.around)) around.remove();
  }
  for (const link of body.querySelectorAll('a[href^="#"]')) if (isToTop(link)) framed(link).remove();
}

function isLine(element: Element, maxInk: number): boolean {
  if (!element.querySelector('a') || element.querySelector(HOLDS_TEXT)) return false;
  // A paragraph without a link is text.
  const paragraphs = [...element.querySelectorAll('p')];
  if (paragraphs.some((paragraph) => !paragraph.querySelector('a') && hasInk(paragraph, 1))) return false;
  return measureProse(element).text <= maxInk;
}

function isToTop(link: Element): boolean {
  if (!TO_TOP.test(link.getAttribute('href') ?? '')) return false;
  const text = link.textContent?.trim() || (link.querySelector('img')?.getAttribute('alt')?.trim() ?? '');
  return SAYS_TOP.test(text);
}

/** The link, or what holds nothing but the link. */
function framed(link: Element): Element {
  const { parentElement } = link;
  if (!parentElement || !/^(?:P|DIV|SPAN)$/.test(parentElement.tagName) || parentElement.children.length > 1)
    return link;
  return ink(parentElement.textContent ?? '') - ink(link.textContent ?? '') <= MAX_FRAME_INK ? parentElement : link;
}
