import { OttoError, type ActionData, type ActionPayload, type DistillMode } from '@otto/protocol';
import type { ArticleAnswer, ArticleRequest } from '../../page/page-requests';
import type { ActionContext } from '../action';
import { addBundle, askPage, type ReadTab } from './ask-page';

type ArticleAction = 'primitive.dom.extract_distilled_html' | 'primitive.dom.extract_markdown';

/** What both actions for articles do. There is no package of dom-distiller, so its mode always falls back. */
export async function readArticle(
  context: ActionContext,
  payload: ActionPayload<ArticleAction>,
  format: ArticleRequest['format'],
): Promise<ActionData<ArticleAction>> {
  const { url, mode = 'readability', fallbackToReadability: mayFallBack = true, maxChars } = payload;
  if (mode === 'dom-distiller' && !mayFallBack) throw new OttoError('distiller_unavailable');
  return context.tabs.withTab(context, { url }, async ({ tabId, tabSessionId }) => {
    const tab = { tabId, tabSessionId, signal: context.signal };
    const read = await askForArticle(tab, { format, mayFallBack, maxChars });
    return {
      ...(tabSessionId !== undefined && { tabSessionId }),
      extractionMode: format,
      ...read,
      fallbackUsed: isFallback(mode, read.mode),
    };
  });
}

async function askForArticle(tab: ReadTab, request: ArticleRequest): Promise<Exclude<ArticleAnswer, string>> {
  const first = await askPage(tab, 'article', request);
  if (first !== 'more_readers') return first;
  await addBundle(tab, 'secondOpinion');
  const second = await askPage(tab, 'article', request);
  // The page went elsewhere in between; what is there now needs no second opinion to be read without one.
  if (second === 'more_readers')
    throw new OttoError('navigation_failed', { reason: 'the page changed while it was read' });
  return second;
}

function isFallback(asked: DistillMode, used: Exclude<ArticleAnswer, string>['mode']): boolean {
  return asked !== used;
}
