/** The children that a node shows: of its open shadow root if it has one, of what is slotted if it is a filled slot. */
export function composedChildren(node: Node): Iterable<Node> {
  if (!(node instanceof Element)) return node.childNodes;
  if (node.shadowRoot) return node.shadowRoot.childNodes;
  if (node instanceof HTMLSlotElement) {
    const assigned = node.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return node.childNodes;
}

/** The elements below `root` with an open shadow root, in document order; those inside shadow roots are not looked at. */
export function openHosts(root: ParentNode): Element[] {
  const hosts: Element[] = [];
  const elements = root.querySelectorAll('*');
  // Counting is several times faster here than iterating, and this looks at every element of large pages.
  for (let at = 0; at < elements.length; at++) if (elements[at]?.shadowRoot) hosts.push(elements[at] as Element);
  return hosts;
}

/** The same without those that stand inside another one. */
export function outermostHosts(root: ParentNode): Element[] {
  const outermost: Element[] = [];
  for (const host of openHosts(root)) if (!outermost.at(-1)?.contains(host)) outermost.push(host);
  return outermost;
}

/** A deep copy of what a node shows. Slots leave only their content behind; nodes in `without` are left out. */
export function composedCopy(node: Node, into: Document, without: ReadonlySet<Node>): Node {
  const isSlot = node instanceof HTMLSlotElement;
  const copy = isSlot ? into.createDocumentFragment() : into.importNode(node, false);
  for (const child of composedChildren(node)) {
    if (!without.has(child)) copy.appendChild(composedCopy(child, into, without));
  }
  return copy;
}
