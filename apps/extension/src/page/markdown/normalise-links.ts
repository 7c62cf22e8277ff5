const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, figure, section, article, header';
const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/**
 * Takes empty links out, and others out of the way of blocks and code. Most links hold a few words and nothing else, and are
 * not even looked at.
 */
export function normaliseLinks(root: Element): void {
  for (const link of root.querySelectorAll('a')) {
    if (link.firstChild && !link.firstElementChild) continue;
    if (isEmpty(link)) link.remove();
    else if (link.querySelector(BLOCKS)) moveInside(link);
  }
  for (const link of root.querySelectorAll('code > a'))
    if (link.parentNode?.childNodes.length === 1) turnInsideOut(link);
}

export function isEmpty(link: Element): boolean {
  return link.textContent?.trim() === '' && link.querySelector('img, video, iframe') === null;
}

/** A link around a whole card becomes one around its heading, or around its first line where it has none. */
function moveInside(link: Element): void {
  const address = link.getAttribute('href');
  const heading = address === null ? undefined : (link.querySelector(HEADINGS) ?? firstLine(link));
  if (address !== null && heading) {
    const inner = link.ownerDocument.createElement('a');
    inner.setAttribute('href', address);
    inner.append(...heading.childNodes);
    heading.append(inner);
  }
  link.replaceWith(...link.childNodes);
}

function firstLine(link: Element): Element | undefined {
  return [...link.querySelectorAll(BLOCKS)].find(
    (block) => block.textContent?.trim() !== '' && block.querySelector(BLOCKS) === null,
  );
}

/** `<code><a>` to `<a><code>`: nothing inside a code span is a link. */
function turnInsideOut(link: Element): void {
  const code = link.parentElement;
  code?.replaceWith(link);
  code?.append(...link.childNodes);
  if (code) link.append(code);
}
