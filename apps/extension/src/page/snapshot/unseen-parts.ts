import { composedChildren } from './composed-tree';
import { isFurniture } from './furniture';
import { ink } from './ink';

/** Inline elements are hidden one by one so rarely that asking for their style is not worth its time. */
const NOT_ASKED = new Set(
  'A ABBR B BR CITE CODE DEL EM I IMG INS KBD MARK Q S SMALL STRONG SUB SUP TIME U WBR'.split(' '),
);
const NEVER_SHOWN = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE LINK META TITLE HEAD'.split(' '));
/** Hidden text may be this large a part of what is seen; beyond that, the page hides its text until something happens. */
const HIDDEN_SHARE = 0.5;
/** Banners, chat windows and notices float over the page; what holds more of its text than this is the page. */
const FLOATING_SHARE = 0.3;
const FLOATING_DEPTH = 4;

/**
 * The outermost elements of a shown document that a reader does not see, or sees only as something laid over the page:
 * collapsed menus, print-only notices, consent banners. Empty when the page keeps most of its text hidden, as tabs,
 * accordions and pages whose scripts have not run do.
 */
export function unseenParts(document: Document): Set<Element> {
  const body = document.body as HTMLElement | null;
  if (!body) return new Set();
  const found = new Survey();
  found.visit(body, 0);
  const floating = found.floating.filter((part) => part.ink < found.seenInk * FLOATING_SHARE);
  const hidden = found.hiddenInk <= found.seenInk * HIDDEN_SHARE ? found.hidden : [];
  return new Set([...hidden, ...floating.map((part) => part.element)]);
}

/** One walk over what the page is composed of. */
class Survey {
  readonly hidden: Element[] = [];
  readonly floating: { element: Element; ink: number }[] = [];
  hiddenInk = 0;
  seenInk = 0;

  visit(parent: Element, depth: number): void {
    for (const child of composedChildren(parent)) {
      if (child.nodeType === Node.TEXT_NODE) this.seenInk += ink((child as Text).data);
      else if (child instanceof Element && !NEVER_SHOWN.has(child.tagName)) this.#element(child, depth);
    }
  }

  #element(element: Element, depth: number): void {
    if (NOT_ASKED.has(element.tagName)) return this.visit(element, depth + 1);
    // Cheap, and true for nearly all; content of a closed <details> fails it as well, hence the second look.
    if (!element.checkVisibility() && getComputedStyle(element).display === 'none') return this.#hide(element);
    const before = this.seenInk;
    this.visit(element, depth + 1);
    if (depth <= FLOATING_DEPTH && getComputedStyle(element).position === 'fixed') {
      this.floating.push({ element, ink: this.seenInk - before });
    }
  }

  #hide(element: Element): void {
    this.hidden.push(element);
    if (!isFurniture(element)) this.hiddenInk += ink(element.textContent ?? '');
  }
}
