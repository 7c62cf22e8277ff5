import { defineSiteCommand } from '../site-command';
import { readLogin } from './read-login';
import { SITE } from './site-name';

export const checkLogin = defineSiteCommand({
  metadata: {
    site: SITE,
    id: 'checkLogin',
    displayName: 'Check login',
    description: 'Whether somebody is signed in, and who.',
    tags: ['auth'],
    requiresAuth: false,
    inputFields: [],
  },
  execute: (context) => context.executeScript(readLogin, []),
});
