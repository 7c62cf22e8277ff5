import { findEach } from '../snapshot/find-all';
import { measureProse } from '../snapshot/prose';

const SIGN_UPS = /newsletter|subscribe|subscription|signup|sign-up|mailing-list/i;
const BARS = /shar(?:e|ing)|social|addtoany|advert|adsbygoogle|ad-slot|ad-unit|ad-container|sponsor/i;
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
  const names = `${element.id} ${element.getAttribute('class') ?? ''}`;
  if (SIGN_UPS.test(names) && element.querySelector(ASKS_FOR_AN_ADDRESS) && isShort(element, MAX_INK.invitation))
    return true;
  return BARS.test(names) && isShort(element, MAX_INK.label) && !element.querySelector('img, video, iframe');
}

/** Links do not count: there may be many of them in a bar. */
function isShort(element: Element, maxInk: number): boolean {
  return !element.querySelector(HOLDS_TEXT) && measureProse(element).text <= maxInk;
}
