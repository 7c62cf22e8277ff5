import { Readability } from '@mozilla/readability';
import { restoreHeadingLevels } from '../prepare/headings';
import { intoArticle, type Article } from './article';

/** Its passes over more elements than this would take the page's main thread for seconds. */
const MAX_ELEMENTS = 120_000;
const OUTSIDE = 'data-otto-outside';

/** The article as Mozilla's Readability finds it; undefined when it finds none. Uses the snapshot up. */
export function byReadability(snapshot: Document): Article | undefined {
  if (snapshot.getElementsByTagName('*').length > MAX_ELEMENTS) return undefined;
  markOutsideOfMain(snapshot);
  const found = new Readability<Element>(snapshot, {
    // The classes say which language a code block is in.
    keepClasses: true,
    serializer: (node) => node as Element,
  }).parse();
  if (!found?.content) return undefined;
  dropOutside(found.content);
  restoreHeadingLevels(found.content);
  return { mode: 'readability', root: intoArticle(found.content.childNodes), title: found.title ?? undefined };
}

/** Readability pays no attention to `<main>`, and sometimes takes in a block beside it, such as a hidden help text. */
function markOutsideOfMain(snapshot: Document): void {
  const mains = snapshot.querySelectorAll('main, [role=main]');
  const [main] = mains;
  if (mains.length !== 1 || !main) return;
  for (let inner: Element = main; inner.parentElement && inner !== snapshot.body; inner = inner.parentElement) {
    for (const sibling of inner.parentElement.children) if (sibling !== inner) sibling.setAttribute(OUTSIDE, '');
  }
}

/** Takes out what lies outside of main, unless that is where the article is. */
function dropOutside(article: Element): void {
  const outside = [...article.querySelectorAll(`[${OUTSIDE}]`)];
  const length = outside.reduce((sum, part) => sum + (part.textContent?.length ?? 0), 0);
  const isMinor = length * 2 < (article.textContent?.length ?? 0);
  for (const part of outside) {
    part.removeAttribute(OUTSIDE);
    if (isMinor) part.remove();
  }
}
