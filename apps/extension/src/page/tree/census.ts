import type { Alternative } from './selector';
import type { TreeElement } from './tree-element';
import { ELEMENT_NODE, type TreeNode } from './tree-node';
import { following } from './following';
import type { TreeParent } from './tree-parent';

/**
 * All elements below a root, in document order and by tag, for as long as nothing moves. One walk over a long page costs as
 * much as a hundred questions that are asked of this.
 */
export class Census {
  readonly #elements: TreeElement[] = [];
  readonly #placesOfTag = new Map<string, number[]>();

  constructor(root: TreeParent) {
    for (let node: TreeNode | null = root.firstChild; node !== null; node = following(node, root)) {
      if (node.nodeType === ELEMENT_NODE) this.#add(node as TreeElement);
    }
  }

  /** Those that any of the alternatives matches, in document order, at most `limit`. */
  find(alternatives: readonly Alternative[], limit: number): TreeElement[] {
    const tags = alternatives.map(({ tag }) => tag);
    const candidates = tags.includes(undefined) ? this.#elements : this.#ofTags(new Set(tags));
    const found: TreeElement[] = [];
    for (const element of candidates) {
      if (alternatives.some((one) => isOf(one, element) && one.matches(element)) && found.push(element) >= limit) break;
    }
    return found;
  }

  #add(element: TreeElement): void {
    const places = this.#placesOfTag.get(element.localName);
    const place = this.#elements.push(element) - 1;
    if (places === undefined) this.#placesOfTag.set(element.localName, [place]);
    else places.push(place);
  }

  *#ofTags(tags: ReadonlySet<string | undefined>): Iterable<TreeElement> {
    const places = [...tags].flatMap((tag) => this.#placesOfTag.get(tag ?? '') ?? []);
    if (tags.size > 1) places.sort((one, other) => one - other);
    for (const place of places) {
      const element = this.#elements[place];
      if (element !== undefined) yield element;
    }
  }
}

function isOf({ tag }: Alternative, { localName }: TreeElement): boolean {
  return tag === undefined || tag === localName;
}
