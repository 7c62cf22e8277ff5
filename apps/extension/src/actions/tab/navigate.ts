import { defineAction } from '../action';

export const navigateTab = defineAction({
  name: 'primitive.tab.navigate',
  run: (context, payload) => context.tabs.navigate(context, payload),
});
