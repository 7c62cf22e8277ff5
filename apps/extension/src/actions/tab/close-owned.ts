import { defineAction } from '../action';

export const closeOwnedTabs = defineAction({
  name: 'primitive.tab.close_owned',
  run: ({ tabs }, { controllerClientId }) => tabs.closeOwned(controllerClientId),
});
