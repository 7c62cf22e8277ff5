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

/**
 * May be a host by the standard, which names the tags that can have a shadow root: those of one's own and a few others.
 * Most elements of a large page are none of them, and need not be handed to a script at all; the most
 * frequent come first.
 */
const POSSIBLE_HOSTS =
  ':not(a, td, li, tr, b, i, em, strong, code, br, img, th, ul, script, path, svg, button, input, label, dd, dt, sup, small, pre, ' +
  'tbody, thead, table, ol, option, link, figure)';

/** The elements below `root` with an open shadow root, in document order; those inside shadow roots are not looked at. */
export function openHosts(root: ParentNode): Element[] {
  const hosts: Element[] = [];
  const elements = root.querySelectorAll(POSSIBLE_HOSTS);
  // Counting is several times faster here than iterating, and this looks at many elements of large pages.
  for (let at = 0; at < elements.length; at++) if (elements[at]?.shadowRoot) hosts.push(elements[at] as Element);
  return hosts;
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
