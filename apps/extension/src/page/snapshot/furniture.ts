/** A page may have only one that is shown. */
export const MAIN = ['main:not([hidden])', '[role=main]'];

const WITHOUT_TEXT =
  'script style noscript template button select textarea datalist iframe object embed audio video canvas svg map'.split(
    ' ',
  );
const ROLES = [
  'navigation',
  'complementary',
  'contentinfo',
  'banner',
  'search',
  'dialog',
  'alertdialog',
  'alert',
  'status',
  'tooltip',
  'menu',
  'menubar',
  'toolbar',
  'tablist',
];

/** Navigation, footers, forms, dialogs: elements around or between what a page has to say, and those without text to read. */
const FURNITURE = [
  ...['nav', 'footer', 'aside', 'menu', 'dialog'],
  ...WITHOUT_TEXT,
  // Some frameworks wrap the whole page in a form.
  'form:not(:has(p, h1, article, main))',
  // A header of the page holds logo and menu, one of an article its title.
  'header:not(article header, main header, [role=main] header, [role=article] header)',
  `[role]:is(${ROLES.map((role) => `[role=${role}]`).join(', ')})`,
];

/** What the page itself says that nobody sees. */
const DECLARED_HIDDEN = ['[hidden]', '[aria-hidden=true]'];

/** What nobody reads as part of the text. */
export const NOT_READ = [...FURNITURE, ...DECLARED_HIDDEN];

const DISCUSSION = /(?:^|[-_ ])(?:comments?|comment-?list|disqus|respond|replies|reactions)(?:[-_ ]|$)/i;

/** Comments of readers under an article, or the posts of a forum: which of them the names cannot tell. */
export function discussions(root: ParentNode): Element[] {
  const named = [...root.querySelectorAll('[id], [class]')];
  return outermost(named.filter((element) => DISCUSSION.test(`${element.id} ${element.getAttribute('class') ?? ''}`)));
}

/** Of elements in document order, those that are not inside another one of them. */
export function outermost(elements: Iterable<Element>): Element[] {
  const kept: Element[] = [];
  for (const element of elements) if (!kept.at(-1)?.contains(element)) kept.push(element);
  return kept;
}
