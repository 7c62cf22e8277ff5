import { OttoError, type ActionData, type ActionPayload, type DistillMode } from '@otto/protocol';
import type { ArticleAnswer, ArticleRequest } from '../../page/page-requests';
import type { ActionContext } from '../action';
import { addBundle, askPage, type ReadTab } from './ask-page';
import { CHANGING } from './page-access';

const ATTEMPTS = 3;

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

/** The second opinion is put into the page only where it is asked for. */
async function askForArticle(tab: ReadTab, request: ArticleRequest): Promise<Exclude<ArticleAnswer, string>> {
  for (let attempt = 1; ; attempt++) {
    const answer = await askPage(tab, 'article', request);
    if (answer !== 'more_readers') return answer;
    // Each time the page was another one.
    if (attempt === ATTEMPTS) throw new OttoError('navigation_failed', { reason: CHANGING });
    await addBundle(tab, 'secondOpinion');
  }
}

function isFallback(asked: DistillMode, used: Exclude<ArticleAnswer, string>['mode']): boolean {
  return asked !== used;
}
