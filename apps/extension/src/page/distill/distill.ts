import { PageFailure } from '../page-answer';
import { prepare } from '../prepare/prepare';
import { openHosts } from '../snapshot/composed-tree';
import { pageTree } from '../snapshot/page-tree';
import { measureProse, type Prose } from '../snapshot/prose';
import { snapshotDocument } from '../snapshot/snapshot';
import { textsOf } from '../snapshot/texts';
import { unseenParts } from '../snapshot/unseen-parts';
import type { Article } from './article';
import { bookIn, isLong } from './book';
import { byBody, withoutFurniture } from './by-body';
import { byReadability } from './by-readability';
import { declarationOf, type Declaration } from './declared-article';
import { isConvincing, type Evidence } from './judge';
import { withLostParts } from './lost-parts';
import { mainPart } from './main-part';

/** Another way of finding an article; it is large and comes in a bundle of its own. */
export type SecondOpinion = (snapshot: Document, url: string) => Article | undefined;

/** Where Readability falls short the page is probably no article, and leaving parts out is no merit any more. */
const COVERAGE = { first: 0.7, second: 0.8 };

/**
 * The article of a shown page. Readability is asked first; what it leaves out of a page that is no article is put back.
 * When what it finds is not convincing, the second opinion is asked - unless the page is no article and says itself what is
 * its main part - and after that the page itself without its furniture; `more_readers` asks for the second opinion where it
 * is missing.
 * Throws `readability_failed` when there is nothing to read, or nothing that Readability could find and `mayFallBack` is off.
 */
export function distill(
  source: Document,
  { mayFallBack, secondOpinion }: { mayFallBack: boolean; secondOpinion?: SecondOpinion | undefined },
): Article | 'more_readers' {
  const hosts = openHosts(source);
  const unseen = unseenParts(source, hosts);
  // Every way of finding the article uses its snapshot up.
  const takeSnapshot = (): Document => prepared(snapshotDocument(source, unseen, hosts));
  if (mayFallBack && isLong(source)) {
    const book = bookIn(hosts.length === 0 ? prepared(pageTree(source, unseen)) : takeSnapshot());
    if (book) return finish(withoutFurniture(book));
  }
  const snapshot = takeSnapshot();
  const onPage = measureProse(snapshot.documentElement);
  const declaration = declarationOf(source);
  const isGood = (article: Article, coverage: number): boolean =>
    isConvincing(evidence(article, onPage, declaration), coverage);

  const elements = snapshot.querySelectorAll('*');
  const first = byReadability(snapshot);
  if (!mayFallBack) return finish(first);
  if (first && isGood(first, COVERAGE.first)) {
    return declaration.isDeclaredArticle ? first : withLostParts(first, { elements, onPage, takeSnapshot });
  }
  if (declaration.isDeclaredArticle || !mainPart(source)) {
    if (!secondOpinion) return 'more_readers';
    const second = secondOpinion(takeSnapshot(), source.URL);
    if (second && isGood(second, COVERAGE.second)) return second;
  }
  return finish(byBody(takeSnapshot(), onPage));
}

function prepared(copy: Document): Document {
  prepare(copy);
  return copy;
}

/** The last resort has to do; a page without anything to read fails. */
function finish(article: Article | undefined): Article {
  if (!article || !hasContent(article.root)) throw new PageFailure('readability_failed');
  return article;
}

function evidence(article: Article, onPage: Prose, declaration: Declaration): Evidence {
  return {
    found: measureProse(article.root).text,
    onPage: onPage.text,
    discussion: onPage.discussion,
    ...declaration,
  };
}

function hasContent(root: Element): boolean {
  for (const text of textsOf(root)) if (/\S/.test(text)) return true;
  return root.querySelector('img[src], video, iframe') !== null;
}
