import { OttoError, type AuthMode } from '@otto/protocol';
import { fromSerialized, isSerializedScriptError } from '../serialized-error';
import type { SiteBundle } from '../site-bundle';
import type { SiteContext } from '../site-context';

const NOTHING = {} as never;

/**
 * Throws `manual_login_required` when nobody is signed in to the site; in mode `auto` it shows the login page first. It
 * never fills anything in: signing in is for the person at that browser.
 */
export async function requireLogin(bundle: SiteBundle, context: SiteContext, authMode: AuthMode): Promise<void> {
  if (authMode === 'skip') return;
  const state = await bundle.checkLogin.execute(context, NOTHING, authMode);
  if (isSerializedScriptError(state)) throw fromSerialized(state, bundle.site);
  if (state.loggedIn) return;
  const required = new OttoError('manual_login_required', { site: bundle.site });
  if (authMode === 'strict_fail') throw required;
  try {
    await bundle.gotoLogin.execute(context, NOTHING, authMode);
  } catch {
    // Where the login page cannot be shown, it is still that which is missing, unless the command is over.
    context.signal.throwIfAborted();
  }
  throw required;
}
