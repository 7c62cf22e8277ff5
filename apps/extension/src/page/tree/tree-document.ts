import type { Look } from './find';
import { Names } from './names';
import { TreeElement } from './tree-element';
import { DOCUMENT_NODE, TEXT_NODE, type TreeNode } from './tree-node';
import { following } from './following';
import { TreeParent } from './tree-parent';

/** A whole page as a tree. */
export class TreeDocument extends TreeParent {
  readonly nodeType = DOCUMENT_NODE;
  readonly nodeName = '#document';
  readonly localName = '';
  readonly ownerDocument = null;
  /** What may be looked for in it with success. */
  readonly names = new Names(this);
  /** Another one after each change of what stands where. */
  version = 0;
  lastLook: Look | undefined;
  readonly #nodeNames = new Map<string, string>();

  get document(): TreeDocument {
    return this;
  }

  get documentElement(): TreeElement | null {
    return this.firstElementChild;
  }

  get body(): TreeElement | null {
    return this.documentElement?.children.find(({ nodeName }) => nodeName === 'BODY') ?? null;
  }

  createElement(localName: string): TreeElement {
    return this.makeElement(localName, true, '');
  }

  /** @param attributes see TreeElement */
  makeElement(localName: string, isHtml: boolean, attributes: string): TreeElement {
    this.names.addTag(localName);
    return new TreeElement(this, localName, isHtml ? this.#capitals(localName) : localName, attributes);
  }

  /** All below, for NodeFilter.SHOW_TEXT, which is the one thing that it can be asked for. */
  createTreeWalker(root: TreeParent): { currentNode: TreeNode; nextNode: () => TreeNode | null } {
    const walker = {
      currentNode: root as TreeNode,
      nextNode: (): TreeNode | null => {
        let next = following(walker.currentNode, root);
        while (next !== null && next.nodeType !== TEXT_NODE) next = following(next, root);
        if (next !== null) walker.currentNode = next;
        return next;
      },
    };
    return walker;
  }

  #capitals(name: string): string {
    const known = this.#nodeNames.get(name);
    if (known !== undefined) return known;
    const capitals = name.toUpperCase();
    this.#nodeNames.set(name, capitals);
    return capitals;
  }
}
