import { ink } from '../snapshot/ink';
import { hasInk } from '../snapshot/texts';

/** What holds more of the page's text than this is what the page is about, whatever it is called. */
const MINOR_SHARE = 0.3;

/** Whether a part is a small one of the page. Most that are asked about are short, so that the page's beginning decides. */
export function isMinor(part: Element, body: HTMLElement): boolean {
  const most = ink(part.textContent ?? '') / MINOR_SHARE;
  return hasInk(body, Math.floor(most) + 1);
}
