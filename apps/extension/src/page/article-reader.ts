import { cut } from './cut';
import { distill, type SecondOpinion } from './distill/distill';
import { toArticleHtml } from './markdown/article-html';
import { pageTitle } from './markdown/title';
import { toMarkdown } from './markdown/to-markdown';
import { answer, PageFailure, type PageAnswer } from './page-answer';
import type { ArticleAnswer, ArticleRequest } from './page-requests';
import { publishReader } from './published-readers';
import { refuseViewers } from './refuse-viewers';
import { whenWritten } from './when-written';

declare global {
  // Published by the bundle of second-opinion.ts; see published-readers.ts for the `var`.
  var ottoSecondOpinion: SecondOpinion | undefined;
}

publishReader('article', readArticle);

function readArticle({ format, mayFallBack, maxChars }: ArticleRequest): Promise<PageAnswer<ArticleAnswer>> {
  return answer('distillation_failed', async () => {
    refuseViewers(document);
    await whenWritten(document);
    const article = distill(document, { mayFallBack, secondOpinion: globalThis.ottoSecondOpinion });
    if (article === 'more_readers') return article;
    const { root, mode } = article;
    const title = pageTitle(document, article.title);
    const content = format === 'markdown' ? markdownOf(root, title) : toArticleHtml(root, document.baseURI);
    return { sourceUrl: location.href, title, contentLength: content.length, content: cut(content, maxChars), mode };
  });
}

function markdownOf(root: Element, title: string): string {
  try {
    return toMarkdown({ root, title, base: document.baseURI, lookUp: (id) => document.getElementById(id) });
  } catch (thrown) {
    throw new PageFailure('markdown_conversion_failed', {
      reason: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
}
