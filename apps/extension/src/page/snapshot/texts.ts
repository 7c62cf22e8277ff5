import { ink } from './ink';

/** The texts of a part one by one, for questions that its first few answer: the whole text of a page takes milliseconds. */
export function* textsOf(part: Element): Iterable<string> {
  for (const node of textNodesOf(part)) yield node.nodeValue ?? '';
}

/** The same as nodes. */
export function* textNodesOf(part: Element): Iterable<Node> {
  const texts = part.ownerDocument.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) yield texts.currentNode;
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
