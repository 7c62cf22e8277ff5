/** Turns the footer of a quote, which says whose words it has, into a paragraph: Readability takes every footer out. */
export function normaliseQuotes(body: HTMLElement): void {
  for (const footer of body.querySelectorAll('blockquote footer')) {
    const paragraph = body.ownerDocument.createElement('p');
    paragraph.append(...footer.childNodes);
    footer.replaceWith(paragraph);
  }
}
