import { composedChildren, openHosts } from './composed-tree';
import { ink } from './ink';
import { measureProse } from './prose';

/** What is hidden as a whole: asking every paragraph and word for its style would take longer than reading them. */
const CONTAINERS =
  'div section aside nav header footer ul ol dl form fieldset table figure details dialog blockquote'.split(' ');
/** More text than this is worth a click ("read more", a tab, an answer that unfolds), so it is kept although hidden. */
const PROSE_INK = 250;
/** Hidden parts that make up more than this of what is seen are the text of the page, in small pieces. */
const HIDDEN_SHARE = 0.2;
/** Banners, chat windows and notices float over the page; what holds more of its text than this is the page. */
const FLOATING_SHARE = 0.3;
const FLOATING_DEPTH = 3;
/** Text, not layout. */
const MANY_CHILDREN = 50;

/**
 * The outermost elements of a shown document that a reader does not see, or sees only as something laid over the page:
 * collapsed menus, help texts, print-only notices, consent banners. Text that the page keeps hidden until something
 * happens, as tabs, accordions and pages whose scripts have not run do, is not among them. `hosts` are the elements of the
 * document with open shadow roots, where they are known.
 */
export function unseenParts(document: Document, hosts: readonly Element[] = openHosts(document)): Set<Element> {
  const body = document.body as HTMLElement | null;
  if (!body) return new Set();
  const hidden = hiddenContainers(body, hosts).filter((element) => measureProse(element).text <= PROSE_INK);
  const floating = floatingParts(body, FLOATING_DEPTH).filter((part) => !hidden.includes(part));
  if (hidden.length + floating.length === 0) return new Set();
  const seenInk = inkOf(body) - sum(hidden);
  const hiddenProse = hidden.reduce((total, element) => total + measureProse(element).text, 0);
  return new Set([
    ...(hiddenProse <= seenInk * HIDDEN_SHARE ? hidden : []),
    ...floating.filter((part) => inkOf(part) < seenInk * FLOATING_SHARE),
  ]);
}

/** The outermost containers without a box, in open shadow roots as well. */
function hiddenContainers(root: ParentNode, hosts: readonly Element[]): Element[] {
  const hidden: Element[] = [];
  for (const element of containersToLookAt(root)) {
    // Cheap, and true for nearly all; content of a closed <details> fails it as well, hence the second look.
    if (element.checkVisibility() || hidden.at(-1)?.contains(element)) continue;
    if (getComputedStyle(element).display === 'none') hidden.push(element);
  }
  const inShadows = hosts.flatMap(({ shadowRoot }) =>
    shadowRoot ? hiddenContainers(shadowRoot, openHosts(shadowRoot)) : [],
  );
  return [...hidden, ...inShadows];
}

/** Containers in document order, without those tags of which all are visible: elements of one tag are found fastest. */
function containersToLookAt(root: ParentNode): Iterable<Element> {
  const isSeen = (element: Element): boolean => element.checkVisibility();
  const tags = CONTAINERS.filter((tag) => ![...root.querySelectorAll(tag)].every(isSeen));
  return tags.length === 0 ? [] : root.querySelectorAll(tags.join(', '));
}

/** Elements near the top of the page that stay where they are while it scrolls. */
function floatingParts(parent: Element, depth: number): Element[] {
  return [...composedChildren(parent)].flatMap((child) => {
    if (!(child instanceof Element) || child.tagName === 'SCRIPT') return [];
    if (getComputedStyle(child).position === 'fixed') return [child];
    return depth > 0 && child.childElementCount < MANY_CHILDREN ? floatingParts(child, depth - 1) : [];
  });
}

function sum(elements: readonly Element[]): number {
  return elements.reduce((total, element) => total + inkOf(element), 0);
}

/** Scripts often outweigh the text of a page, and nobody reads them. */
function inkOf(element: Element): number {
  const scripts = [...element.querySelectorAll('script, style, noscript')];
  return scripts.reduce((total, script) => total - ink(script.textContent ?? ''), ink(element.textContent ?? ''));
}
