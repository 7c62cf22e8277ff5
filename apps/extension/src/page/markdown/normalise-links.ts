import { findAll } from '../snapshot/find-all';
import { Addresses } from './addresses';

const MEDIA = ['iframe', 'video', 'audio', 'source'];
const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, figure, section, article, header';
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
const FOLLOWED = /^(?:https?|mailto|tel|ftp|magnet):/i;

/** Makes every address absolute, drops those that lead nowhere outside the page, and takes links out of the way of blocks. */
export function normaliseLinks(root: Element, base: string): void {
  const addresses = new Addresses(base);
  for (const image of root.querySelectorAll('img')) {
    const source = addresses.absolute(image.getAttribute('src'));
    if (source !== undefined && /^https?:/i.test(source)) image.setAttribute('src', source);
    else image.remove();
  }
  for (const media of findAll(root, MEDIA)) {
    const source = addresses.absolute(media.getAttribute('src'));
    if (source !== undefined) media.setAttribute('src', source);
  }
  for (const link of root.querySelectorAll('a')) normaliseLink(link, addresses);
}

function normaliseLink(link: Element, addresses: Addresses): void {
  // Most links hold a few words and nothing else, so there is nothing to look for in them.
  const isPlain = link.firstElementChild === null;
  const isEmpty = link.textContent?.trim() === '' && (isPlain || !link.querySelector('img, video, iframe'));
  if (isEmpty) return link.remove();
  const given = link.getAttribute('href');
  const address = addresses.absolute(given);
  if (address === undefined || !FOLLOWED.test(address)) return link.replaceWith(...link.childNodes);
  if (address !== given) link.setAttribute('href', address);
  if (!isPlain && link.querySelector(BLOCKS)) moveInside(link, address);
  else if (link.parentNode?.nodeName === 'CODE' && link.parentNode.childNodes.length === 1) turnInsideOut(link);
}

/** A link around a whole card becomes one around its heading, or around its first line where it has none. */
function moveInside(link: Element, address: string): void {
  const heading = link.querySelector(HEADINGS) ?? firstLine(link);
  if (heading) {
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
