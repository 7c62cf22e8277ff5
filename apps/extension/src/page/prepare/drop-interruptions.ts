import { measureProse } from '../snapshot/prose';

/** Elements whose class or id holds one of the words. The browser finds them faster than a look at every name would. */
const named = (...words: readonly string[]): string =>
  words.flatMap((word) => [`[class*="${word}" i]`, `[id*="${word}" i]`]).join(', ');

const SIGN_UPS = named('newsletter', 'subscribe', 'subscription', 'signup', 'sign-up', 'mailing-list');
const SHARING = named('share', 'sharing', 'social', 'addtoany');
const ADVERTISING = named('advert', 'adsbygoogle', 'ad-slot', 'ad-unit', 'ad-container', 'sponsor');
const HIDDEN_LABELS = '.sr-only, .visually-hidden, .screen-reader-text';
const ASKS_FOR_AN_ADDRESS = 'form, input[type=email]';
const HOLDS_TEXT = 'article, main, h1, pre, table, blockquote';

/** Letters of an invitation to subscribe, and of what a bar of buttons or an advertisement says of itself. */
const MAX_INK = { invitation: 400, label: 40 };

/**
 * Takes out what stands between the paragraphs for a purpose of its own: boxes that ask for an address, bars of buttons for
 * sharing, the labels of advertisements, texts for screen readers alone. Names are only a hint, so their size decides too.
 */
export function dropInterruptions(body: HTMLElement): void {
  for (const box of body.querySelectorAll(SIGN_UPS)) {
    if (box.querySelector(ASKS_FOR_AN_ADDRESS) && isShort(box, MAX_INK.invitation)) box.remove();
  }
  for (const bar of body.querySelectorAll(`${SHARING}, ${ADVERTISING}`)) {
    if (isShort(bar, MAX_INK.label) && !bar.querySelector('img, video, iframe')) bar.remove();
  }
  for (const label of body.querySelectorAll(HIDDEN_LABELS)) if (isShort(label, MAX_INK.label)) label.remove();
}

/** Links do not count: there may be many of them in a bar. */
function isShort(element: Element, maxInk: number): boolean {
  return !element.querySelector(HOLDS_TEXT) && measureProse(element).text <= maxInk;
}
