import { findEach } from '../snapshot/find-all';
import { rename } from './rename';

const LEVELS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const HEADINGS = LEVELS.join(', ');
const PERMALINKS = (
  'a.headerlink a.anchor a.permalink a.header-anchor a.hash-link ' +
  'a.copiable-anchor a.copiable-link a.anchorjs-link a.id_link a.toclink'
).split(' ');
const FIRST_LEVEL = 'data-otto-first-level';
/** What stands for "link to this heading": nothing, a symbol, or those words. */
const PERMALINK =
  /^[\s#¶§🔗∞\u200b\u2693\ufe0e\ufe0f]*$|^(?:perma)?link(?: to (?:this )?\S+)?$|^(?:direct link|copy link|anchor)\b/iu;

/** One that no text is written with: wherever it stands, the term or caption beside it is what it leads to. */
const SIGN = /^\s*[#¶§🔗∞\u2693][\s#¶§🔗∞\u200b\u2693\ufe0e\ufe0f]*$/u;

/** Frees headings from the links that point at themselves, and remembers which ones are of the first level. */
export function normaliseHeadings(body: HTMLElement): void {
  for (const heading of findEach(body, LEVELS)) heading.querySelectorAll('a').forEach(freeFromLink);
  for (const permalink of findEach(body, PERMALINKS)) {
    const isSign = SIGN.test(permalink.textContent ?? '');
    if (isSign || (isPermalink(permalink) && permalink.parentElement?.querySelector(HEADINGS))) permalink.remove();
  }
  for (const heading of body.querySelectorAll('h1')) heading.setAttribute(FIRST_LEVEL, '');
}

function freeFromLink(link: Element): void {
  const href = link.getAttribute('href');
  const isSelf = href === null || href.startsWith('#');
  if (isPermalink(link) && !link.querySelector('img')) link.remove();
  else if (isSelf) link.replaceWith(...link.childNodes);
}

/** Whether what a link in or beside a heading says is only that it leads there. */
export function isPermalink(link: Element): boolean {
  return PERMALINK.test(link.textContent ?? '');
}

/** Readability turns h1 into h2; this turns those back. */
export function restoreHeadingLevels(article: Element): void {
  for (const heading of article.querySelectorAll(`[${FIRST_LEVEL}]`)) {
    heading.removeAttribute(FIRST_LEVEL);
    if (heading.tagName === 'H2') rename(heading, 'h1');
  }
}
