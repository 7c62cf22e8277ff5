import { findEach } from '../snapshot/find-all';
import { measureProse } from '../snapshot/prose';

const SIGN_UPS = /newsletter|subscribe|subscription|signup|sign-up|mailing-list/i;
const BARS =
  /(?:^|[-_ ])(?:shar(?:e|es|ing)|social|sponsor(?:ed|ship)?|advert(?:isement)?s?)(?:[-_ ]|$)|(?:share|social)-?(?:bar|buttons?|links?|icons?|media)|sharedaddy|sharethis|shareaholic|addtoany|adsbygoogle|ad-slot|ad-unit|ad-container/i;
/** What bars and labels are made of. */
const BLOCKS = new Set(['DIV', 'SECTION', 'ASIDE', 'UL', 'OL', 'NAV', 'FOOTER']);
/** The same in the middle of a text, where an id is the name of a place that links lead to, such as "social". */
const WORDS = new Set(['P', 'SPAN', 'A', 'BUTTON']);
const HEADINGS = 'h1, h2, h3, h4, h5, h6, dt';
const HOLDS_WORDS = `${HEADINGS}, th, caption, summary, code, pre`;
const HIDDEN_LABELS = ['.sr-only', '.visually-hidden', '.screen-reader-text'];
const ASKS_FOR_AN_ADDRESS = 'form, input[type=email]';
const HOLDS_TEXT = 'article, main, h1, pre, table, blockquote';

/** Letters of an invitation to subscribe, and of what a bar of buttons or an advertisement says of itself. */
const MAX_INK = { invitation: 400, label: 40 };

/**
 * Takes out what stands between the paragraphs for a purpose of its own: boxes that ask for an address, bars of buttons for
 * sharing, the labels of advertisements, texts for screen readers alone. Names are only a hint, so their size decides too.
 */
export function dropInterruptions(body: HTMLElement): void {
  for (const element of body.querySelectorAll('[id], [class]')) if (isInterruption(element)) element.remove();
  for (const label of findEach(body, HIDDEN_LABELS)) if (isShort(label, MAX_INK.label)) label.remove();
}

function isInterruption(element: Element): boolean {
  const classes = element.getAttribute('class') ?? '';
  if (isSignUp(element, `${element.id} ${classes}`)) return true;
  const isBlock = BLOCKS.has(element.tagName);
  if (!isBlock && !WORDS.has(element.tagName)) return false;
  return isBar(isBlock ? `${element.id} ${classes}` : classes) && isLabel(element);
}

function isSignUp(element: Element, names: string): boolean {
  return (
    SIGN_UPS.test(names) && element.querySelector(ASKS_FOR_AN_ADDRESS) !== null && isShort(element, MAX_INK.invitation)
  );
}

/** Whole words only: `shared-memory` and `socialism` are what a text is about. */
function isBar(names: string): boolean {
  return BARS.test(names.replace(/([a-z])(?=[A-Z])/g, '$1-'));
}

function isLabel(element: Element): boolean {
  if (element.closest(HOLDS_WORDS) || element.querySelector(HEADINGS)) return false;
  return isShort(element, MAX_INK.label) && !element.querySelector('img, video, iframe');
}

/** Links do not count: there may be many of them in a bar. */
function isShort(element: Element, maxInk: number): boolean {
  return !element.querySelector(HOLDS_TEXT) && measureProse(element).text <= maxInk;
}
