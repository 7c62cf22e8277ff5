import article from 'url:../../page/article-reader.ts';
import markup from 'url:../../page/markup-reader.ts';
import secondOpinion from 'url:../../page/second-opinion.ts';

/** Files of the extension, by path from its root, that executeScript puts into a page. */
export const PAGE_BUNDLES = {
  markup: pathOf(markup),
  article: pathOf(article),
  secondOpinion: pathOf(secondOpinion),
} as const;

/** The bundler gives an address that may still hold `..`. */
function pathOf(address: string): string {
  return new URL(address).pathname;
}
