import { findIn } from './find';
import type { TreeDocument } from './tree-document';
import type { TreeElement } from './tree-element';
import { ELEMENT_NODE, TreeNode } from './tree-node';
import { TreeText } from './tree-text';

/** What an element and a document have in common: children, and ways to find something below. */
export abstract class TreeParent extends TreeNode {
  firstChild: TreeNode | null = null;
  lastChild: TreeNode | null = null;

  /** As in the markup; of a document, nothing. */
  abstract readonly localName: string;

  /** The document that new texts belong to. */
  abstract get document(): TreeDocument;

  /** A list of its own, unlike the live one of the DOM. */
  get childNodes(): TreeNode[] {
    const nodes: TreeNode[] = [];
    for (let child = this.firstChild; child !== null; child = child.nextSibling) nodes.push(child);
    return nodes;
  }

  get children(): TreeElement[] {
    return this.childNodes.filter((node): node is TreeElement => node.nodeType === ELEMENT_NODE);
  }

  get childElementCount(): number {
    let count = 0;
    for (let child = this.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === ELEMENT_NODE) count++;
    }
    return count;
  }

  get firstElementChild(): TreeElement | null {
    let child = this.firstChild;
    while (child !== null && child.nodeType !== ELEMENT_NODE) child = child.nextSibling;
    return child as TreeElement | null;
  }

  get lastElementChild(): TreeElement | null {
    let child = this.lastChild;
    while (child !== null && child.nodeType !== ELEMENT_NODE) child = child.previousSibling;
    return child as TreeElement | null;
  }

  hasChildNodes(): boolean {
    return this.firstChild !== null;
  }

  get textContent(): string {
    const { firstChild } = this;
    if (firstChild === null) return '';
    if (firstChild.nextSibling === null) return firstChild.textContent;
    let text = '';
    for (let child: TreeNode | null = firstChild; child !== null; child = child.nextSibling) text += child.textContent;
    return text;
  }

  set textContent(text: string) {
    for (const child of this.childNodes) child.remove();
    if (text !== '') this.append(text);
  }

  append(...nodes: (TreeNode | string)[]): void {
    this.insert(nodes, null);
  }

  prepend(...nodes: (TreeNode | string)[]): void {
    this.insert(nodes, this.firstChild);
  }

  appendChild<N extends TreeNode>(node: N): N {
    this.insert([node], null);
    return node;
  }

  /** Puts nodes before a child, or last; from wherever they were before. */
  insert(nodes: readonly (TreeNode | string)[], before: TreeNode | null): void {
    for (const given of nodes) {
      const node = typeof given === 'string' ? new TreeText(this.document, given) : given;
      node.remove();
      this.link(node, before);
    }
  }

  /** The same for one node that is nowhere yet. */
  link(node: TreeNode, before: TreeNode | null): void {
    const previous = before === null ? this.lastChild : before.previousSibling;
    this.document.version++;
    node.parentNode = this;
    node.previousSibling = previous;
    node.nextSibling = before;
    if (previous === null) this.firstChild = node;
    else previous.nextSibling = node;
    if (before === null) this.lastChild = node;
    else before.previousSibling = node;
  }

  querySelector(selector: string): TreeElement | null {
    return findIn(this, this.document, selector, 1)[0] ?? null;
  }

  querySelectorAll(selector: string): TreeElement[] {
    return findIn(this, this.document, selector);
  }

  /** `*` for all. */
  getElementsByTagName(name: string): TreeElement[] {
    return this.querySelectorAll(name);
  }
}
