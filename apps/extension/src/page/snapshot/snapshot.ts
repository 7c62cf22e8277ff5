import { composedCopy, openHosts } from './composed-tree';
import { outermost } from './furniture';

/**
 * A copy of the document to take apart, with open shadow roots replaced by what they show and the elements in `without`
 * left out. Closed shadow roots stay closed. `hosts` are its elements with open shadow roots, where they are known.
 */
export function snapshotDocument(
  source: Document,
  without: ReadonlySet<Element> = new Set(),
  hosts: readonly Element[] = openHosts(source),
): Document {
  const copy = source.cloneNode(true) as Document;
  copyPrecisely({ source, copy, without, hosts });
  return copy;
}

/** The same for one element. */
export function snapshotElement(source: Element): Element {
  if (source.shadowRoot) return composedCopy(source, source.ownerDocument, new Set()) as Element;
  const copy = source.cloneNode(true) as Element;
  copyPrecisely({ source, copy, without: new Set(), hosts: openHosts(source) });
  return copy;
}

interface Copying {
  readonly source: ParentNode;
  readonly copy: ParentNode;
  readonly without: ReadonlySet<Element>;
  readonly hosts: readonly Element[];
}

/**
 * cloneNode is several times faster than copying node by node, so it copies everything first. It never takes shadow roots
 * along; source and copy therefore number their elements alike, which is how the few that need care are found again.
 */
function copyPrecisely({ source, copy, without, hosts }: Copying): void {
  if (hosts.length === 0 && without.size === 0) return;
  const [originals, copies] = [source.querySelectorAll('*'), copy.querySelectorAll('*')];
  const copyOf = (original: Element): Element | undefined => copies[positionOf(original, originals)];
  for (const original of without) copyOf(original)?.remove();
  for (const host of outermost(hosts)) {
    const copied = copyOf(host);
    copied?.replaceWith(composedCopy(host, copied.ownerDocument, without));
  }
}

/** Where an element stands among all of its tree in document order, found without a look at most of them; -1 if it does not. */
function positionOf(element: Element, all: NodeListOf<Element>): number {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isFurtherOn = (all[middle]?.compareDocumentPosition(element) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isFurtherOn) low = middle + 1;
    else high = middle;
  }
  return all[low] === element ? low : -1;
}
