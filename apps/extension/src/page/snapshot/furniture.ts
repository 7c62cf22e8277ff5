/** Elements around or between what a page has to say, and those that hold no text to read. */
const FURNITURE_TAGS = new Set(
  (
    'SCRIPT STYLE NOSCRIPT TEMPLATE NAV FOOTER ASIDE MENU DIALOG BUTTON SELECT TEXTAREA DATALIST ' +
    'IFRAME OBJECT EMBED AUDIO VIDEO CANVAS svg MAP'
  ).split(' '),
);
const FURNITURE_ROLES = new Set(
  (
    'navigation complementary contentinfo banner search dialog alertdialog alert status tooltip menu menubar ' +
    'toolbar tablist'
  ).split(' '),
);
const DISCUSSION = /(?:^|[-_ ])(?:comments?|comment-?list|disqus|respond|replies|reactions)(?:[-_ ]|$)/i;
/** A page may have only one that is shown. */
export const MAIN = 'main:not([hidden]), [role=main]';
const TEXT_SECTIONS = 'article, main, [role=main], [role=article]';

/** Navigation, footers, forms, dialogs: parts that a reader of the page skips. */
export function isFurniture(element: Element): boolean {
  if (FURNITURE_TAGS.has(element.tagName)) return true;
  // Some frameworks wrap the whole page in a form.
  if (element.tagName === 'FORM') return element.querySelector('p, h1, article, main') === null;
  const role = element.hasAttributes() ? element.getAttribute('role') : null;
  if (role !== null && FURNITURE_ROLES.has(role)) return true;
  // A header of the page holds logo and menu, one of an article its title.
  return element.tagName === 'HEADER' && element.closest(TEXT_SECTIONS) === null;
}

/** Whether the page itself says that nobody sees this element. */
export function isDeclaredHidden(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  return element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true';
}

/** Comments of readers under an article, or the posts of a forum: which of them the names cannot tell. */
export function isDiscussion(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  return DISCUSSION.test(`${element.id} ${element.getAttribute('class') ?? ''}`);
}
