/** Writes a part of a formula; nothing for one that is missing. */
export type Tex = (part: Element | undefined) => string;

/** Elements that add nothing to a single child. */
const WRAPPERS = /^(?:mrow|mstyle|mpadded|merror)$/;

/** The name of an element of MathML, also where the page gives it a prefix that HTML knows nothing of. */
export function nameOf(part: Element): string {
  return part.localName.replace(/^.*:/, '');
}

/** What is in wrappers around a single part; the part itself where there are none. */
export function core(part: Element): Element {
  const [only, ...others] = part.children;
  return only !== undefined && others.length === 0 && WRAPPERS.test(nameOf(part)) ? core(only) : part;
}
