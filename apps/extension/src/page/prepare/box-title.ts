/** Of boxes whose generator has no name of its own for a title. */
const LEADING = 'h3, h4, h5, h6, .title';
/** In a box that is laid out as a table with an icon. */
const HEAD_CELL = 'th';

/** The title that a box begins with: a heading, what is called one, or the head cell of a table. */
export function leadingTitle(box: Element): Element | undefined {
  const text = box.textContent?.trim() ?? '';
  return [box.querySelector(LEADING), box.querySelector(HEAD_CELL)].find((title): title is Element => {
    const words = title?.textContent?.trim() ?? '';
    return words !== '' && text.startsWith(words);
  });
}

export function paragraph(near: Element, text: string): Element {
  const element = near.ownerDocument.createElement('p');
  element.textContent = text;
  return element;
}

/** The title of a quote, which has no heading in Markdown. */
export function boldParagraph(near: Element, text: string): Element {
  const element = near.ownerDocument.createElement('p');
  element.appendChild(near.ownerDocument.createElement('strong')).textContent = text.replace(/\s+/g, ' ');
  return element;
}
