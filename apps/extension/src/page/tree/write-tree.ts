import { RAW_TEXT, VOID, escapedText, escapedValue } from './markup';
import type { TreeElement } from './tree-element';
import { elementOrNull } from './tree-node';

/** The markup of what is in an element, as `innerHTML` gives it. */
export function serialiseChildren(parent: TreeElement): string {
  let markup = '';
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
    const element = elementOrNull(child);
    if (element !== null) markup += serialise(element);
    else markup += RAW_TEXT.has(parent.localName) ? child.textContent : escapedText(child.textContent);
  }
  return markup;
}

function serialise(element: TreeElement): string {
  const attributes = element.attributes.map(({ name, value }) => ` ${name}="${escapedValue(value)}"`).join('');
  const start = `<${element.localName}${attributes}>`;
  return VOID.has(element.localName) ? start : `${start}${serialiseChildren(element)}</${element.localName}>`;
}
