import { following } from './following';
import type { Alternative } from './selector';
import type { TreeElement } from './tree-element';
import { ELEMENT_NODE, type TreeNode } from './tree-node';
import type { TreeParent } from './tree-parent';

/**
 * All elements below a root, in document order and by tag, for as long as nothing moves. One walk over a long page costs as
 * much as a hundred questions that are asked of this.
 */
export class Census {
  readonly #elements: TreeElement[] = [];
  readonly #placesOfTag = new Map<string, number[]>();
  #withAttributes: TreeElement[] | undefined;

  constructor(root: TreeParent) {
    for (let node: TreeNode | null = root.firstChild; node !== null; node = following(node, root)) {
      if (node.nodeType === ELEMENT_NODE) this.#add(node as TreeElement);
    }
  }

  /** Those that any of the alternatives matches, in document order, at most `limit`. */
  find(alternatives: readonly Alternative[], limit: number): TreeElement[] {
    const found: TreeElement[] = [];
    for (const element of this.#candidates(alternatives)) {
      if (matchesAny(alternatives, element) && found.push(element) >= limit) break;
    }
    return found;
  }

  #add(element: TreeElement): void {
    const places = this.#placesOfTag.get(element.localName);
    const place = this.#elements.push(element) - 1;
    if (places === undefined) this.#placesOfTag.set(element.localName, [place]);
    else places.push(place);
  }

  #candidates(alternatives: readonly Alternative[]): readonly TreeElement[] {
    if (alternatives.every(({ isOfAttribute }) => isOfAttribute)) {
      return (this.#withAttributes ??= this.#elements.filter((element) => element.attributes.length > 0));
    }
    const tags = new Set(alternatives.map(({ tag }) => tag));
    if (tags.has(undefined)) return this.#elements;
    const places = [...tags].flatMap((tag) => this.#placesOfTag.get(tag ?? '') ?? []);
    if (tags.size > 1) places.sort((one, other) => one - other);
    return places.flatMap((place) => this.#elements[place] ?? []);
  }
}

/** Whether an element is what one of the alternatives asks for. */
export function matchesAny(alternatives: readonly Alternative[], element: TreeElement): boolean {
  for (const { tag, matches } of alternatives) {
    if ((tag === undefined || tag === element.localName) && matches(element)) return true;
  }
  return false;
}
