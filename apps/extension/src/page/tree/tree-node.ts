import type { TreeDocument } from './tree-document';
import type { TreeElement } from './tree-element';
import type { TreeParent } from './tree-parent';

/** As in a browser, so that code can ask nodes of both kinds the same questions. */
export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
export const DOCUMENT_NODE = 9;

/** A node of the tree in which long pages are read: see read-tree.ts. Members are named, and work, as those of the DOM. */
export abstract class TreeNode {
  abstract readonly nodeType: number;
  abstract readonly nodeName: string;
  abstract get textContent(): string;
  abstract set textContent(text: string);

  parentNode: TreeParent | null = null;
  previousSibling: TreeNode | null = null;
  nextSibling: TreeNode | null = null;

  /** Null for a document only. */
  abstract readonly ownerDocument: TreeDocument | null;

  get parentElement(): TreeElement | null {
    return this.parentNode === null ? null : elementOrNull(this.parentNode);
  }

  get previousElementSibling(): TreeElement | null {
    let node = this.previousSibling;
    while (node !== null && node.nodeType !== ELEMENT_NODE) node = node.previousSibling;
    return node as TreeElement | null;
  }

  get nextElementSibling(): TreeElement | null {
    let node = this.nextSibling;
    while (node !== null && node.nodeType !== ELEMENT_NODE) node = node.nextSibling;
    return node as TreeElement | null;
  }

  contains(other: TreeNode | null): boolean {
    for (let node = other; node !== null; node = node.parentNode) if (node === this) return true;
    return false;
  }

  remove(): void {
    const { parentNode: parent, previousSibling: before, nextSibling: after } = this;
    if (parent === null) return;
    parent.document.version++;
    if (before === null) parent.firstChild = after;
    else before.nextSibling = after;
    if (after === null) parent.lastChild = before;
    else after.previousSibling = before;
    this.parentNode = this.previousSibling = this.nextSibling = null;
  }

  before(...nodes: (TreeNode | string)[]): void {
    this.parentNode?.insert(nodes, this);
  }

  after(...nodes: (TreeNode | string)[]): void {
    // The next one that stays where it is.
    let next = this.nextSibling;
    while (next !== null && nodes.includes(next)) next = next.nextSibling;
    this.parentNode?.insert(nodes, next);
  }

  replaceWith(...nodes: (TreeNode | string)[]): void {
    const parent = this.parentNode;
    if (parent === null) return;
    let next = this.nextSibling;
    while (next !== null && nodes.includes(next)) next = next.nextSibling;
    this.remove();
    parent.insert(nodes, next);
  }
}

export function elementOrNull(node: TreeNode): TreeElement | null {
  return node.nodeType === ELEMENT_NODE ? (node as TreeElement) : null;
}
