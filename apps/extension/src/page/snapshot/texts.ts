import { ink } from './ink';

/** The texts of a part one by one, for questions that its first few answer: the whole text of a page takes milliseconds. */
export function* textsOf(part: Element): Iterable<string> {
  const texts = part.ownerDocument.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) yield texts.currentNode.nodeValue ?? '';
}

/** Whether a part holds at least `amount` of ink. Reads no further than it must. */
export function hasInk(part: Element, amount: number): boolean {
  let seen = 0;
  for (const text of textsOf(part)) {
    seen += ink(text);
    if (seen >= amount) return true;
  }
  return amount <= 0;
}
