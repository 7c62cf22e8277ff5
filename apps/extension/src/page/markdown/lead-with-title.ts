import { rename } from '../prepare/rename';
import { findAll } from '../snapshot/find-all';
import { textNodesOf } from '../snapshot/texts';
import { isSameTitle, oneLineText } from './title';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
/** Characters before a heading that is the title all the same: a date, the name of the author. */
const MAX_BEFORE = 120;

/** Makes the article begin with its title as a heading of the first level. */
export function leadWithTitle(root: Element, title: string): void {
  const found = leadingTitle(root, title);
  if (found) {
    dropLinesAbove(found);
    if (found.tagName !== 'H1') rename(found, 'h1');
    return;
  }
  if (title === '') return;
  const heading = root.ownerDocument.createElement('h1');
  heading.textContent = title;
  root.prepend(heading);
}

/**
 * The heading at the beginning that is the title: the first if that is of the first level, whatever small ones stand above
 * it; else one that says the same, since a section of a book begins at the level that it has in there.
 */
function leadingTitle(root: Element, title: string): Element | undefined {
  const leading: Element[] = [];
  for (const heading of findAll(root, HEADINGS)) {
    if (oneLine(heading) === '') continue;
    if (!isLeading(heading, root)) break;
    leading.push(heading);
  }
  const first = leading.find(({ tagName }) => tagName === 'H1' || tagName === 'H2');
  return first?.tagName === 'H1' ? first : leading.find((heading) => isSameTitle(oneLine(heading), title));
}

/** Nothing but pictures or a line or two, such as a date, stands before the heading. */
function isLeading(heading: Element, root: Element): boolean {
  let before = '';
  for (const text of textNodesOf(root)) {
    if (heading.contains(text)) return true;
    before += text.nodeValue ?? '';
    if (oneLineText(before).length > MAX_BEFORE) return false;
  }
  return true;
}

/** Below the links to other pages that stood there, a line is no break in the text. */
function dropLinesAbove(heading: Element): void {
  let above = heading.previousElementSibling;
  while (above && oneLine(above) === '') {
    const next = above.previousElementSibling;
    if (above.tagName === 'HR') above.remove();
    above = next;
  }
}

function oneLine(element: Element): string {
  return oneLineText(element.textContent ?? '');
}
