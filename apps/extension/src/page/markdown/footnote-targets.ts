/** What links within an article can lead to. */
export class FootnoteTargets {
  readonly #root: Element;
  readonly #byId = new Map<string, Element[]>();
  #order: ReadonlyMap<Element, number> | undefined;

  constructor(root: Element) {
    this.#root = root;
    for (const element of root.querySelectorAll('[id], a[name]')) {
      const id = element.id || (element.getAttribute('name') ?? '');
      const others = this.#byId.get(id);
      if (others) others.push(element);
      else this.#byId.set(id, [element]);
    }
  }

  /**
   * What has an id; of several, as in books whose chapters were pages of their own, the next one after the link. A browser
   * takes the first, which is the note of another chapter.
   */
  near(link: Element, id: string): Element | undefined {
    const [first, ...others] = this.#byId.get(id) ?? [];
    if (first === undefined || others.length === 0) return first;
    const order = (this.#order ??= this.#inOrder());
    const position = order.get(link) ?? 0;
    return [first, ...others].find((element) => (order.get(element) ?? 0) > position) ?? first;
  }

  #inOrder(): ReadonlyMap<Element, number> {
    return new Map([...this.#root.querySelectorAll('[id], a')].map((element, index) => [element, index]));
  }
}
