import type { LoginState } from '../site-bundle';

/** Runs in the page: sees nothing of this file. */
export function readLogin(): LoginState {
  const username = document.querySelector('.pagetop a#me')?.textContent?.trim();
  const loggedIn = Boolean(username) || document.querySelector('a[href^="logout"]') !== null;
  return username ? { loggedIn, username } : { loggedIn };
}
