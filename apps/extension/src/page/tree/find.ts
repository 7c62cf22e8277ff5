import { Census, matchesAny } from './census';
import { compiled, type Alternative } from './selector';
import type { TreeDocument } from './tree-document';
import type { TreeElement } from './tree-element';
import { ELEMENT_NODE, type TreeNode } from './tree-node';
import { following } from './following';
import type { TreeParent } from './tree-parent';

/** Nodes below a root from which on it is worth a census when somebody asks again. */
const MANY = 500;

/** The elements below `root` that a list of selectors matches, in document order, at most `limit`. */
export function findIn(root: TreeParent, document: TreeDocument, selector: string, limit = Infinity): TreeElement[] {
  const isThere = (name: string): boolean => document.names.has(name);
  const present = compiled(selector).filter(({ needs }) => needs.every(isThere));
  if (present.length === 0) return [];
  const { lastLook } = document;
  if (lastLook?.root !== root || lastLook.version !== document.version) return walk(root, document, present, limit);
  if (lastLook.visited < MANY) return walk(root, document, present, limit);
  return (lastLook.census ??= new Census(root)).find(present, limit);
}

/** A search below a root that went through everything there is. */
export interface Look {
  readonly root: TreeParent;
  /** Of the document at that time. */
  readonly version: number;
  readonly visited: number;
  census?: Census;
}

export function matchesSelector(element: TreeElement, selector: string): boolean {
  return matchesAny(compiled(selector), element);
}

function walk(
  root: TreeParent,
  document: TreeDocument,
  alternatives: readonly Alternative[],
  limit: number,
): TreeElement[] {
  const found: TreeElement[] = [];
  let visited = 0;
  for (let node: TreeNode | null = root.firstChild; node !== null; node = following(node, root)) {
    visited++;
    if (node.nodeType !== ELEMENT_NODE || !matchesAny(alternatives, node as TreeElement)) continue;
    if (found.push(node as TreeElement) >= limit) return found;
  }
  document.lastLook = { root, version: document.version, visited };
  return found;
}
