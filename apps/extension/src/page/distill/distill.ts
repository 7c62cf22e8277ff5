import { PageFailure } from '../page-answer';
import { prepare } from '../prepare/prepare';
import { measureProse, type Prose } from '../snapshot/prose';
import { snapshotDocument } from '../snapshot/snapshot';
import { unseenParts } from '../snapshot/unseen-parts';
import type { Article } from './article';
import { byBody } from './by-body';
import { byReadability } from './by-readability';
import { isDeclaredArticle } from './declared-article';
import { isConvincing } from './judge';

/** Another way of finding an article; it is large and comes in a bundle of its own. */
export type SecondOpinion = (snapshot: Document, url: string) => Article | undefined;

/**
 * The article of a shown page. Readability is asked first. When what it finds is not convincing, the second opinion is,
 * and after that the page itself without its furniture; `more_readers` asks for the second opinion where it is missing.
 * Throws `readability_failed` when there is nothing to read, or nothing that Readability could find and `mayFallBack` is off.
 */
export function distill(
  source: Document,
  { mayFallBack, secondOpinion }: { mayFallBack: boolean; secondOpinion?: SecondOpinion | undefined },
): Article | 'more_readers' {
  const unseen = unseenParts(source);
  // Every way of finding the article uses its snapshot up.
  const takeSnapshot = (): Document => {
    const snapshot = snapshotDocument(source, unseen);
    prepare(snapshot);
    return snapshot;
  };
  const snapshot = takeSnapshot();
  const onPage = measureProse(snapshot.documentElement);
  const isArticlePage = isDeclaredArticle(source);
  const isGood = (article: Article): boolean => isConvincing(evidence(article, onPage, isArticlePage));

  const first = byReadability(snapshot);
  if (first && (!mayFallBack || isGood(first))) return first;
  if (!mayFallBack) throw new PageFailure('readability_failed');
  if (!secondOpinion) return 'more_readers';

  const second = secondOpinion(takeSnapshot(), source.URL);
  if (second && isGood(second)) return second;
  const last = byBody(takeSnapshot());
  if (!last || !hasContent(last.root)) throw new PageFailure('readability_failed');
  return last;
}

function evidence(article: Article, onPage: Prose, isArticlePage: boolean): Parameters<typeof isConvincing>[0] {
  return {
    found: measureProse(article.root).text,
    onPage: onPage.text,
    discussion: onPage.discussion,
    isDeclaredArticle: isArticlePage,
  };
}

function hasContent(root: Element): boolean {
  return (root.textContent ?? '').trim() !== '' || root.querySelector('img[src], video, iframe') !== null;
}
