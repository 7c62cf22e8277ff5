import { BACK_LINKS, bareMark, MARK } from './footnote-references';

const BACK_LINK = /^[\s↩↵⏎⤴^↑↥\ufe0e\ufe0f\[\]()]*$|^(?:back|return|jump up|jump back)\b/iu;
/** What is left of a label or a list of links back without the links. */
const REST = /^[\s()[\],;]*$/;
const OPENED = /[[(]\s*$/;
const CLOSED = /^\s*[\])]/;
/** What a note says its number in when that is no link. */
const NUMBERS = 'sup, .label';

/** A copy of what a note says, without its number and its links back. `number` is how the text refers to it. */
export function footnoteContent(root: Element, text: readonly ChildNode[], number: string): Element {
  const content = (text[0]?.ownerDocument ?? root.ownerDocument).createElement('div');
  content.append(...text.map((node) => node.cloneNode(true)));
  for (const link of content.querySelectorAll(BACK_LINKS)) drop(link, content);
  for (const link of content.querySelectorAll('a[href*="#"]')) {
    if (BACK_LINK.test(link.textContent ?? '') || isOwnNumber(link, content)) drop(link, content);
  }
  const label = content.querySelector(NUMBERS);
  if (label && bareMark(label) === number && begins(label, content)) drop(label, content);
  return content;
}

/** Notes that are paragraphs begin with their number, linked back to the text. */
function isOwnNumber(link: Element, content: Element): boolean {
  return MARK.test(link.textContent?.trim() ?? '') && begins(link, content);
}

function begins(part: Element, content: Element): boolean {
  const text = content.textContent?.trim().replace(/^[[(]\s*/, '') ?? '';
  return text.startsWith(part.textContent?.trim().replace(/^[[(]\s*/, '') ?? '');
}

/** With the brackets around it, and all that said nothing else. */
function drop(link: Element, content: Element): void {
  const { previousSibling: before, nextSibling: after } = link;
  let holder: Element | null = link.parentElement;
  link.remove();
  if (before && after && isText(before, OPENED) && isText(after, CLOSED)) {
    before.textContent = (before.textContent ?? '').replace(OPENED, '');
    after.textContent = (after.textContent ?? '').replace(CLOSED, '');
  }
  while (holder && holder !== content && REST.test(holder.textContent ?? '') && !holder.querySelector('img')) {
    const above: Element | null = holder.parentElement;
    holder.remove();
    holder = above;
  }
}

function isText(node: Node, like: RegExp): boolean {
  return node.nodeType === Node.TEXT_NODE && like.test(node.textContent ?? '');
}
