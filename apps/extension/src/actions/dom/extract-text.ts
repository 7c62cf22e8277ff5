import { OttoError } from '@otto/protocol';
import { defineAction } from '../action';
import { askPage } from './ask-page';

/** The visible text of a page or an element. */
export const extractText = defineAction({
  name: 'primitive.dom.extract_text',
  async run(context, { selector, maxChars }) {
    const { tabSessionId, signal } = context;
    if (tabSessionId === undefined)
      throw new OttoError('missing_tab_session', { action: 'primitive.dom.extract_text' });
    return context.tabs.withTab(context, {}, async ({ tabId }) => {
      const tab = { tabId, tabSessionId, signal };
      const read = await askPage(tab, 'markup', { kind: 'text', selector, maxChars });
      return { tabSessionId, selector: read.selector, text: read.content };
    });
  },
});
