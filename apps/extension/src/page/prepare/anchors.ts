/** What some sites put into the anchor of a heading, to be clicked on by a script. */
const SIGN = /^[\s#¶§🔗∞]*$/u;

/**
 * Puts empty `<span id>`s in place of anchors that mark a place and lead nowhere. Written as `<a id="x"/>`, as on many pages
 * that were XML once, such an anchor goes on to the next link in HTML, and all that it holds would count as the text of a link.
 */
export function normaliseAnchors(body: HTMLElement): void {
  const placed = new Set<string>();
  for (const anchor of body.querySelectorAll('a:not([href])')) {
    const name = anchor.id || (anchor.getAttribute('name') ?? '');
    const content = SIGN.test(anchor.textContent ?? '') && !anchor.firstElementChild ? [] : anchor.childNodes;
    // The parser repeats one that is still open in each block that follows.
    anchor.replaceWith(...(name === '' || placed.has(name) ? [] : [place(anchor, name)]), ...content);
    placed.add(name);
  }
}

function place(near: Element, id: string): Element {
  const span = near.ownerDocument.createElement('span');
  span.id = id;
  return span;
}
