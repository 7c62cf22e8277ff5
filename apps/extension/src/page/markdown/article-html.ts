import { normaliseLinks } from './normalise-links';

/** What an article's markup needs to be read; everything else was for styling and scripts. */
const KEPT = new Set(
  'href src alt title colspan rowspan start datetime lang dir id type checked headers scope cite poster controls'.split(
    ' ',
  ),
);

/** The markup of an article: semantic elements, absolute addresses, no classes except the language of code. */
export function toArticleHtml(root: Element, base: string): string {
  normaliseLinks(root, base);
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const isLanguage = name === 'class' && element.tagName === 'CODE' && value.startsWith('language-');
      if (!KEPT.has(name) && !isLanguage) element.removeAttribute(name);
    }
  }
  return root.innerHTML.trim();
}
