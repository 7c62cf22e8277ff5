import { matchesSelector } from './find';
import { parseAttributes, type TreeAttribute } from './markup';
import type { TreeDocument } from './tree-document';
import { ELEMENT_NODE, elementOrNull, type TreeNode } from './tree-node';
import { TreeParent } from './tree-parent';
import type { TreeText } from './tree-text';
import { serialiseChildren } from './write-tree';

const NONE: readonly TreeAttribute[] = [];

/** An element in a tree. Its attributes are taken apart when somebody asks for one. */
export class TreeElement extends TreeParent {
  readonly nodeType = ELEMENT_NODE;
  /** Undefined when they have been taken apart. */
  #markup: string | undefined;
  #attributes = NONE;

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

  /** In the order of the markup. */
  get attributes(): readonly TreeAttribute[] {
    if (this.#markup !== undefined) {
      if (this.#markup !== '') this.#attributes = parseAttributes(this.#markup);
      this.#markup = undefined;
    }
    return this.#attributes;
  }

  getAttribute(name: string): string | null {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute.value;
    return null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  setAttribute(name: string, value: string): void {
    const isThere = this.hasAttribute(name);
    const attribute = { name, value };
    this.#attributes = isThere
      ? this.#attributes.map((other) => (other.name === name ? attribute : other))
      : [...this.#attributes, attribute];
    this.ownerDocument.names.addAttribute(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes = this.attributes.filter((attribute) => attribute.name !== name);
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
    const copy = new TreeElement(this.ownerDocument, this.localName, this.nodeName);
    copy.#attributes = this.attributes;
    if (deep) for (const child of this.childNodes) copy.append(copyOf(child));
    return copy;
  }
}

function copyOf(node: TreeNode): TreeNode {
  const element = elementOrNull(node);
  return element === null ? (node as TreeText).cloneNode() : element.cloneNode(true);
}
