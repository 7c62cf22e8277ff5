import type { ActionData, ActionPayload } from '@otto/protocol';
import type { MarkupRequest } from '../../page/page-requests';
import type { ActionContext } from '../action';
import { askPage } from './ask-page';

type HtmlAction = 'primitive.dom.extract_html' | 'primitive.dom.extract_clean_html';

/** What both actions for markup do. */
export async function readMarkup(
  context: ActionContext,
  { url, selector, maxChars }: ActionPayload<HtmlAction>,
  kind: Exclude<MarkupRequest['kind'], 'text'>,
): Promise<ActionData<HtmlAction>> {
  return context.tabs.withTab(context, { url }, async ({ tabId, tabSessionId }) => {
    const tab = { tabId, tabSessionId, signal: context.signal };
    const read = await askPage(tab, 'markup', { kind, selector, maxChars });
    return { ...(tabSessionId !== undefined && { tabSessionId }), extractionMode: kind, ...read };
  });
}
