import type { LoginState } from '../site-bundle';
import { defineSiteCommand } from '../site-command';
import { SITE } from './site-name';

export const checkLogin = defineSiteCommand({
  metadata: {
    site: SITE,
    id: 'checkLogin',
    displayName: 'Check login',
    description: 'Whether somebody is signed in.',
    tags: ['auth'],
    requiresAuth: false,
    inputFields: [],
  },
  execute: (context) => context.executeScript(readLogin, []),
});

/** Runs in the page: sees nothing of this file. */
export function readLogin(): LoginState {
  return { loggedIn: document.querySelector('a[href*="logout"]') !== null };
}
