import { Addresses } from './addresses';
import { isEmpty, normaliseLinks } from './normalise-links';
import { normaliseMedia } from './normalise-media';

/** What an article's markup needs to be read; everything else was for styling and scripts. */
const KEPT = new Set(
  'href src alt title colspan rowspan start datetime lang dir id type checked headers scope cite poster controls'.split(
    ' ',
  ),
);

/** The markup of an article: semantic elements, absolute addresses, no classes except the language of code. */
export function toArticleHtml(root: Element, base: string): string {
  const addresses = new Addresses(base);
  normaliseMedia(root, addresses);
  normaliseLinks(root);
  for (const link of root.querySelectorAll('a')) normaliseAddress(link, addresses);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const isLanguage = name === 'class' && element.tagName === 'CODE' && value.startsWith('language-');
      if (!KEPT.has(name) && !isLanguage) element.removeAttribute(name);
    }
  }
  return root.innerHTML.trim();
}

/** Links without anything to click on, or that lead nowhere outside the page, are none. */
function normaliseAddress(link: Element, addresses: Addresses): void {
  const address = addresses.followed(link.getAttribute('href'));
  if (isEmpty(link)) link.remove();
  else if (address === undefined) link.replaceWith(...link.childNodes);
  else link.setAttribute('href', address);
}
