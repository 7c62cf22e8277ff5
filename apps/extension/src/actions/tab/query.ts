import { defineAction } from '../action';

export const queryTabs = defineAction({
  name: 'primitive.tab.query',
  async run({ tabs, clientId }) {
    const managed = await tabs.list(clientId);
    return {
      tabSessions: Object.fromEntries(managed.map(({ tabSessionId, tabId }) => [tabSessionId, tabId])),
      tabs: managed,
    };
  },
});
