import { defineSiteCommand } from '../site-command';
import { SITE } from './site-name';

export const gotoLogin = defineSiteCommand({
  metadata: {
    site: SITE,
    id: 'gotoLogin',
    displayName: 'Go to login',
    description: 'Shows the page where a person can sign in.',
    tags: ['auth'],
    requiresAuth: false,
    inputFields: [],
  },
  execute: async (context) => ({ url: await context.navigateTab(`https://${SITE}/login?goto=news`) }),
});
