import { findEach } from '../snapshot/find-all';
import { ink } from '../snapshot/ink';

/** Beside the name of a function, the way to its code. Sphinx says it in the language of the page. */
const NAMED = ['a.viewcode-link', '.viewcode-link'];
/** rustdoc's, by names that may mean anything. */
const SAID = ['a.src', 'a.srclink', '#toggle-all-docs'];
const SAYS_SOURCE = /^\[?\s*(?:src|source|view source|show source|[+\u2212-])\s*\]?$/i;
/** What rustdoc shows in the place of a description while that is folded up. */
const FOLDED = 'summary.hideme';
const MAX_FOLDED_INK = 40;
const SEPARATOR = /^\s*[·|]\s*$/;

/** Takes out what a manual made from code has beside each name: links to the code, and words to unfold its description. */
export function dropSourceLinks(body: HTMLElement): void {
  for (const named of findEach(body, NAMED)) drop(named.closest('a') ?? named);
  for (const link of findEach(body, SAID)) if (SAYS_SOURCE.test(link.textContent?.trim() ?? '')) drop(link);
  for (const folded of body.querySelectorAll(FOLDED)) {
    if (ink(folded.textContent ?? '') <= MAX_FOLDED_INK) folded.remove();
  }
}

/** With the dot or bar that parts it from what stands beside it. */
function drop(link: Element): void {
  for (const sibling of [link.previousSibling, link.nextSibling]) {
    if (!sibling || !SEPARATOR.test(sibling.nodeValue ?? '')) continue;
    sibling.remove();
    break;
  }
  link.remove();
}
