import type { TreeDocument } from './tree-document';
import { TEXT_NODE, TreeNode } from './tree-node';

/** A text in a tree. Texts that follow each other on the page are one here. */
export class TreeText extends TreeNode {
  readonly nodeType = TEXT_NODE;
  readonly nodeName = '#text';

  constructor(
    readonly ownerDocument: TreeDocument,
    public data: string,
  ) {
    super();
  }

  get nodeValue(): string {
    return this.data;
  }

  get textContent(): string {
    return this.data;
  }

  set textContent(text: string) {
    this.data = text;
  }

  cloneNode(): TreeText {
    return new TreeText(this.ownerDocument, this.data);
  }
}
