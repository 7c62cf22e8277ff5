/**
 * The elements below `root` that any of these selectors matches, in document order. The same as one query for the whole
 * list, which Chromium compares with every element selector by selector; what a single tag or class name matches it finds
 * ten times faster. Most names of a long list are nowhere on a page, and those that are left are the list to query.
 */
export function findAll(root: ParentNode, selectors: readonly string[]): Iterable<Element> {
  const present = presentIn(root, selectors);
  return present.length === 0 ? [] : root.querySelectorAll(present.join(', '));
}

/**
 * The same for those who do not mind the order, nor that an element that several selectors match comes as many times: one look
 * for each selector is all it takes.
 */
export function findEach(root: ParentNode, selectors: readonly string[]): Element[] {
  return selectors.flatMap((selector) => [...root.querySelectorAll(selector)]);
}

/** Those of the selectors that match anything below `root`. */
export function presentIn(root: ParentNode, selectors: readonly string[]): string[] {
  return selectors.filter((selector) => root.querySelector(selector) !== null);
}
