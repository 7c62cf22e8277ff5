import { defineAction } from '../action';

export const openTab = defineAction({
  name: 'primitive.tab.open',
  run: (context, payload) => context.tabs.open(context, payload),
});
