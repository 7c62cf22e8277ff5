import { NOT_READ } from '../snapshot/furniture';
import { ink } from '../snapshot/ink';
import { measureProse } from '../snapshot/prose';

const FURNITURE = NOT_READ.join(', ');
const TEXT = /^(?:P|H[1-6]|[UOD]L|PRE|BLOCKQUOTE|SECTION|FIGURE|DETAILS)$/;

/** What stands beside a part of a text, furniture apart, in ink. */
export interface Beside {
  /** What looks like more of the same text. */
  text: number;
  /** Links, and the text of other boxes. */
  other: number;
}

/** Measures what stands beside an element, between the same two tags. */
export function besideOf(element: Element): Beside {
  const nodes = [...(element.parentNode?.childNodes ?? [])];
  const place = nodes.findIndex((node) => node === element);
  const title = nodes.findIndex(isTitle);
  const beside = { text: 0, other: 0 };
  for (const [at, node] of nodes.entries()) {
    if (node === element || (node instanceof Element && node.matches(FURNITURE))) continue;
    const { text, links } =
      node instanceof Element ? measureProse(node) : { text: ink(node.nodeValue ?? ''), links: 0 };
    const isUnderTitle = title >= 0 && title < at && at < place;
    beside[isUnderTitle || isOfText(node, element) ? 'text' : 'other'] += text;
    beside.other += links;
  }
  return beside;
}

function isTitle(node: Node): boolean {
  return node instanceof Element && (node.tagName === 'H1' || node.querySelector('h1') !== null);
}

/** Loose text, an element that is nothing but text, or one of the same kind. Boxes of other kinds stand beside a text. */
function isOfText(node: Node, element: Element): boolean {
  if (!(node instanceof Element) || TEXT.test(node.tagName)) return true;
  const kind = element.getAttribute('class');
  return Boolean(kind) && node.getAttribute('class') === kind && node.tagName === element.tagName;
}
