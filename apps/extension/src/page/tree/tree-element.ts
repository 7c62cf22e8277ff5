import { matchesSelector } from './find';
import { parseAttributes } from './markup';
import type { TreeDocument } from './tree-document';
import { ELEMENT_NODE, elementOrNull, type TreeNode } from './tree-node';
import { TreeParent } from './tree-parent';
import type { TreeText } from './tree-text';
import { serialiseChildren } from './write-tree';

/** An element in a tree. Its attributes are taken apart when somebody asks for one. */
export class TreeElement extends TreeParent {
  readonly nodeType = ELEMENT_NODE;
  #markup: string;
  #attributes: Map<string, string> | undefined;

  /**
   * @param localName as in the markup
   * @param nodeName of HTML elements in capitals, of others as it is
   * @param attributes as they stand in the markup, with a space before each
   */
  constructor(
    readonly ownerDocument: TreeDocument,
    readonly localName: string,
    readonly nodeName: string,
    attributes = '',
  ) {
    super();
    this.#markup = attributes;
  }

  get document(): TreeDocument {
    return this.ownerDocument;
  }

  get tagName(): string {
    return this.nodeName;
  }

  /** By name, in the order of the markup. */
  get attributeValues(): ReadonlyMap<string, string> | undefined {
    if (this.#attributes === undefined && this.#markup !== '') this.#attributes = parseAttributes(this.#markup);
    return this.#attributes;
  }

  get attributes(): { name: string; value: string }[] {
    return [...(this.attributeValues ?? [])].map(([name, value]) => ({ name, value }));
  }

  getAttribute(name: string): string | null {
    return this.attributeValues?.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributeValues?.has(name) ?? false;
  }

  setAttribute(name: string, value: string): void {
    this.#attributes = new Map([...(this.attributeValues ?? []), [name, value]]);
    this.ownerDocument.names.addAttribute(name, value);
  }

  removeAttribute(name: string): void {
    if (this.attributeValues !== undefined) this.#attributes?.delete(name);
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  /** Of a box that can be ticked; read-tree.ts has seen to it that the attribute says how it is now. */
  get checked(): boolean {
    return this.hasAttribute('checked');
  }

  get innerHTML(): string {
    return serialiseChildren(this);
  }

  matches(selector: string): boolean {
    return matchesSelector(this, selector);
  }

  closest(selector: string): TreeElement | null {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  cloneNode(deep: boolean): TreeElement {
    const copy = new TreeElement(this.ownerDocument, this.localName, this.nodeName, this.#markup);
    if (this.#attributes !== undefined) copy.#attributes = new Map(this.#attributes);
    if (deep) for (const child of this.childNodes) copy.append(copyOf(child));
    return copy;
  }
}

function copyOf(node: TreeNode): TreeNode {
  const element = elementOrNull(node);
  return element === null ? (node as TreeText).cloneNode() : element.cloneNode(true);
}
