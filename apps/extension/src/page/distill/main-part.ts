import { findAll } from '../snapshot/find-all';
import { MAIN } from '../snapshot/furniture';
import { ink } from '../snapshot/ink';
import type { Prose } from '../snapshot/prose';

/** The element that the page itself calls its main part: its only `<main>`, or else its only `<article>`. */
export function mainPart(page: Document): Element | undefined {
  for (const selectors of [MAIN, ['article']]) {
    const [part, another] = findAll(page, selectors);
    if (part) return another ? undefined : part;
  }
  return undefined;
}

/** How much of what there is to read on the page an element holds, from 0 to 1 and a little over. */
export function shareOf(part: Element, onPage: Prose): number {
  return ink(part.textContent ?? '') / Math.max(onPage.text + onPage.links, 1);
}
