import { defineAction } from '../action';

export const closeTab = defineAction({
  name: 'primitive.tab.close',
  async run(context) {
    return { closed: true as const, tabSessionId: await context.tabs.close(context) };
  },
});
