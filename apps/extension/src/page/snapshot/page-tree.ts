import { readTree } from '../tree/read-tree';
import { positionOf } from './position';

/**
 * A document as a tree of our own (see ../tree), for pages so long that it counts: their elements cost a script much more
 * than what is done with them. Elements in `without` are left out. Open shadow roots are not looked into.
 */
export function pageTree(source: Document, without: ReadonlySet<Element>): Document {
  const all = source.querySelectorAll('*');
  const placesOf = (elements: Iterable<Element>): Set<number> =>
    new Set([...elements].map((element) => positionOf(element, all)));
  const tree = readTree(source.documentElement.outerHTML, {
    without: placesOf(without),
    ticked: placesOf(source.querySelectorAll('input:checked')),
    hasScripts: source.querySelector('noscript > *') === null,
  });
  // The passes over a page ask nothing of a document that the tree could not answer, which tree.spec.ts holds them to.
  return tree as unknown as Document;
}
