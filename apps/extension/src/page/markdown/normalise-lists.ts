const BLOCKS = 'p, div, ul, ol, table, pre, blockquote';

/** Brings lists into the one shape that Markdown knows: items that hold text first, then what is nested in them. */
export function normaliseLists(root: Element): void {
  for (const list of root.querySelectorAll('ul, ol')) adoptStrays(list);
  for (const item of root.querySelectorAll('li')) {
    if (isEmpty(item)) item.remove();
    else tighten(item);
  }
  for (const list of root.querySelectorAll('ol')) number(list);
}

/** Writes to each item of a list the number that it shows. */
function number(list: Element): void {
  const start = Number.parseInt(list.getAttribute('start') ?? '1', 10);
  let next = Number.isNaN(start) ? 1 : start;
  for (const item of list.children) {
    const own = Number.parseInt(item.getAttribute('value') ?? '', 10);
    if (!Number.isNaN(own)) next = own;
    item.setAttribute('value', String(next++));
  }
}

/** Browsers accept anything inside a list; a nested list there belongs to the item before it. */
function adoptStrays(list: Element): void {
  for (const child of [...list.childNodes]) {
    if (child.nodeName === 'LI' || isBlankText(child)) continue;
    const before = previousItem(child);
    const isList = child.nodeName === 'UL' || child.nodeName === 'OL';
    if (isList && before) before.append(child);
    else wrap(child);
  }
}

function previousItem(child: ChildNode): Element | undefined {
  let before = child.previousSibling;
  while (before && isBlankText(before)) before = before.previousSibling;
  return before?.nodeName === 'LI' ? (before as ChildNode & Element) : undefined;
}

function wrap(child: ChildNode): void {
  const item = child.ownerDocument?.createElement('li');
  if (!item) return;
  child.replaceWith(item);
  item.append(child);
}

/** One paragraph in an item, alone or before a nested list, is how editors write a plain item. */
function tighten(item: Element): void {
  if (item.firstElementChild?.tagName !== 'P' && item.firstElementChild?.tagName !== 'DIV') return;
  const [first, ...rest] = [...item.childNodes].filter((child) => !isBlankText(child));
  // Not so where a text stands before it.
  if (first !== item.firstElementChild || item.firstElementChild.querySelector(BLOCKS)) return;
  if (rest.every((child) => child.nodeName === 'UL' || child.nodeName === 'OL')) first.replaceWith(...first.childNodes);
}

function isEmpty(item: Element): boolean {
  return item.textContent?.trim() === '' && item.querySelector('img, input, video, iframe') === null;
}

function isBlankText(node: Node): boolean {
  return node.nodeType === Node.COMMENT_NODE || (node.nodeType === Node.TEXT_NODE && node.textContent?.trim() === '');
}
