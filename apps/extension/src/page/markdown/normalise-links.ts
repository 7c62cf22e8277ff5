const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, figure, section, article, header';
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** Nothing in it that the URL parser would change. */
const PLAIN = /^https?:\/\/[a-z0-9.-]+(?::\d{2,5})?\/[\w./?&=%#~+,;:@!-]*$/;
/** The same for an address on the site of the page: from its root, without steps such as `/../`. */
const ROOTED = /^\/(?!\/)(?!.*\/\.)[\w./?&=%#~+,;:@!-]*$/;
const SITE = /^https?:\/\/[^/?#]+(?=\/)/;
const FOLLOWED = /^(?:https?|mailto|tel|ftp|magnet):/i;

/** Makes every address absolute, drops those that lead nowhere outside the page, and takes links out of the way of blocks. */
export function normaliseLinks(root: Element, base: string): void {
  for (const image of root.querySelectorAll('img')) {
    const source = absolute(image.getAttribute('src'), base);
    if (source !== undefined && /^https?:/i.test(source)) image.setAttribute('src', source);
    else image.remove();
  }
  for (const media of root.querySelectorAll('iframe, video, audio, source')) {
    const source = absolute(media.getAttribute('src'), base);
    if (source !== undefined) media.setAttribute('src', source);
  }
  for (const link of root.querySelectorAll('a')) normaliseLink(link, base);
}

function normaliseLink(link: Element, base: string): void {
  const address = absolute(link.getAttribute('href'), base);
  const isEmpty = link.textContent?.trim() === '' && link.querySelector('img, video, iframe') === null;
  if (isEmpty) return link.remove();
  if (address === undefined || !FOLLOWED.test(address)) return link.replaceWith(...link.childNodes);
  link.setAttribute('href', address);
  if (link.querySelector(BLOCKS)) moveInside(link, address);
  else if (link.parentElement?.tagName === 'CODE' && link.parentElement.childNodes.length === 1) turnInsideOut(link);
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

function absolute(address: string | null, base: string): string | undefined {
  if (address === null) return undefined;
  if (PLAIN.test(address)) return address;
  const [site] = ROOTED.test(address) ? (SITE.exec(base) ?? []) : [];
  if (site !== undefined) return site + address;
  try {
    return new URL(address.trim(), base).href;
  } catch {
    return undefined;
  }
}
