import { composedCopy, outermostHosts } from './composed-tree';

/**
 * A copy of the document to take apart, with open shadow roots replaced by what they show and the elements in `without`
 * left out. Closed shadow roots stay closed.
 */
export function snapshotDocument(source: Document, without: ReadonlySet<Element> = new Set()): Document {
  const copy = source.cloneNode(true) as Document;
  copyPrecisely(source, copy, without);
  return copy;
}

/** The same for one element. */
export function snapshotElement(source: Element): Element {
  if (source.shadowRoot) return composedCopy(source, source.ownerDocument, new Set()) as Element;
  const copy = source.cloneNode(true) as Element;
  copyPrecisely(source, copy, new Set());
  return copy;
}

/**
 * cloneNode is several times faster than copying node by node, so it copies everything first. It never takes shadow roots
 * along; source and copy therefore number their elements alike, which is how the few that need care are found again.
 */
function copyPrecisely(source: ParentNode, copy: ParentNode, without: ReadonlySet<Element>): void {
  const hosts = new Set(outermostHosts(source));
  if (hosts.size === 0 && without.size === 0) return;
  const originals = source.querySelectorAll('*');
  for (const [index, copied] of copy.querySelectorAll('*').entries()) {
    const original = originals[index];
    if (!original) continue;
    if (without.has(original)) copied.remove();
    else if (hosts.has(original)) copied.replaceWith(composedCopy(original, copied.ownerDocument, without));
  }
}
