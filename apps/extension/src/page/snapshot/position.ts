/** Where an element stands among all of its tree in document order, found without a look at most of them; -1 if it does not. */
export function positionOf(element: Element, all: NodeListOf<Element>): number {
  let [low, high] = [0, all.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const isFurtherOn = (all[middle]?.compareDocumentPosition(element) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isFurtherOn) low = middle + 1;
    else high = middle;
  }
  return all[low] === element ? low : -1;
}
