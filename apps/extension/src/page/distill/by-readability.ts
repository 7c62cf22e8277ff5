import { Readability } from '@mozilla/readability';
import { restoreHeadingLevels } from '../prepare/headings';
import { intoArticle, type Article } from './article';
import { dropOutside, markOutsideOfMain } from './outside-main';
import { shieldNames } from './shield-names';

/** Its passes over more elements than this would take the page's main thread for seconds. */
const MAX_ELEMENTS = 120_000;

/** The article as Mozilla's Readability finds it; undefined when it finds none. Uses the snapshot up. */
export function byReadability(snapshot: Document): Article | undefined {
  if (snapshot.getElementsByTagName('*').length > MAX_ELEMENTS) return undefined;
  markOutsideOfMain(snapshot);
  const unshield = shieldNames(snapshot);
  const found = new Readability<Element>(snapshot, {
    // The classes say which language a code block is in.
    keepClasses: true,
    serializer: (node) => node as Element,
  }).parse();
  unshield();
  if (!found?.content) return undefined;
  const root = intoArticle(found.content.childNodes);
  dropOutside(root);
  restoreHeadingLevels(root);
  dropDanglingHeadings(root);
  return { mode: 'readability', root, title: found.title ?? undefined };
}

/** Headings of parts that were left out, such as comments: nothing follows them. */
function dropDanglingHeadings(root: Element): void {
  const after = root.ownerDocument.createRange();
  for (const heading of [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].reverse()) {
    after.setStartAfter(heading);
    after.setEndAfter(root.lastChild ?? heading);
    const rest = after.cloneContents();
    if (/\S/.test(rest.textContent ?? '') || rest.querySelector('img, iframe, video')) return;
    heading.remove();
  }
}
