import type { TreeDocument } from './tree-document';
import { elementOrNull, type TreeNode } from './tree-node';
import { following } from './following';

/**
 * The names in a document: of tags, and as in selectors `[name` of attributes, `.name` of classes, `#name` of ids. Most that
 * the passes over a page look for are nowhere on it, and that is known here without a look at any element. Names are added
 * and never taken out, so that one of them may be there no more.
 */
export class Names {
  readonly #document: TreeDocument;
  readonly #tags = new Set<string>();
  /** Made when something else than a tag is asked for first. */
  #others: Set<string> | undefined;

  constructor(document: TreeDocument) {
    this.#document = document;
  }

  has(name: string): boolean {
    return this.#tags.has(name) || (isTag(name) ? false : (this.#others ??= this.#collect()).has(name));
  }

  addTag(name: string): void {
    this.#tags.add(name);
  }

  addAttribute(name: string, value: string): void {
    if (this.#others !== undefined) addTo(this.#others, name, value);
  }

  #collect(): Set<string> {
    const names = new Set<string>();
    // Elements that look alike have the same classes; of each such value once is enough.
    const classes = new Set<string>();
    for (let node: TreeNode | null = this.#document.firstChild; node; node = following(node, this.#document)) {
      for (const { name, value } of elementOrNull(node)?.attributes ?? []) {
        if (name === 'class') classes.add(value);
        else addTo(names, name, value);
      }
    }
    for (const value of classes) addTo(names, 'class', value);
    return names;
  }
}

function addTo(names: Set<string>, attribute: string, value: string): void {
  names.add(`[${attribute}`);
  if (attribute === 'id') names.add(`#${value}`);
  else if (attribute === 'class') for (const token of value.split(/\s+/)) names.add(`.${token}`);
}

function isTag(name: string): boolean {
  return !/^[[.#]/.test(name);
}
