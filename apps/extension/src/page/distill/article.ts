import type { ArticleMode } from '../page-requests';

/** The part of a page that there is to read, taken out of a snapshot. */
export interface Article {
  mode: ArticleMode;
  /** Belongs to no shown document; free to be changed. */
  root: Element;
  /** The way of finding it may know a better title than the document's. */
  title?: string | undefined;
}

/** An `<article>` around nodes that were found loose. */
export function intoArticle(nodes: Iterable<Node>): Element {
  const parts = [...nodes];
  const article = (parts[0]?.ownerDocument ?? document).createElement('article');
  article.append(...parts);
  return article;
}
