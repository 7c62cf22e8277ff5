/** What a rule asks of the node that it is given; Turndown's types call every node an element. */
export function attribute(node: Node, name: string): string {
  return node.nodeType === Node.ELEMENT_NODE ? ((node as Element).getAttribute(name) ?? '') : '';
}

/** The nearest sibling in a direction that is more than white space. */
export function solidSibling(node: Node, direction: 'nextSibling' | 'previousSibling'): Node | null {
  let sibling = node[direction];
  while (sibling?.nodeType === Node.TEXT_NODE && sibling.textContent?.trim() === '') sibling = sibling[direction];
  return sibling;
}

/** Puts a text on lines of its own. */
export function asBlock(content: string): string {
  return `\n\n${content.trim()}\n\n`;
}

/** A text with its line breaks, and the space around them, replaced. Most have none, which is faster to see than to replace. */
export function oneLine(text: string, replacement: string): string {
  return text.includes('\n') ? text.replace(/\s*\n\s*/g, replacement) : text;
}

/** Addresses come percent-encoded from the URL parser; only brackets could still end them too early. */
export function destination(address: string): string {
  return address.replace(/[()<>\s]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}
