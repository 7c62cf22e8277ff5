import { defineAction } from '../action';

export const queryTabs = defineAction({
  name: 'primitive.tab.query',
  async run(context) {
    const managed = await context.tabs.list(context);
    return {
      tabSessions: Object.fromEntries(managed.map(({ tabSessionId, tabId }) => [tabSessionId, tabId])),
      tabs: managed,
    };
  },
});
