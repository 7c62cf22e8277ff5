import { composedCopy, openHosts } from './composed-tree';
import { outermost } from './furniture';
import { positionOf } from './position';

/**
 * A copy of the document to take apart, without comments, with open shadow roots replaced by what they show and the elements
 * in `without` left out. Closed shadow roots stay closed. `hosts` are its elements with open shadow roots, where they are known.
 */
export function snapshotDocument(
  source: Document,
  without: ReadonlySet<Element> = new Set(),
  hosts: readonly Element[] = openHosts(source),
): Document {
  const copy = source.cloneNode(true) as Document;
  copyPrecisely({ source, copy, without, hosts });
  for (const comment of commentsIn(copy)) comment.remove();
  return copy;
}

function commentsIn(copy: Document): Comment[] {
  const comments: Comment[] = [];
  const walker = copy.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) comments.push(walker.currentNode as Comment);
  return comments;
}

/** The same for one element, which keeps its comments. */
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
