import { isRecord, type ActionName } from '@otto/protocol';
import type { GrantLimits } from './grant-limits';

/**
 * Requires that a listener hears nothing but the sites of a narrowed grant: those it names are all that it captures.
 *
 * @throws OttoError `grant_site_mismatch`
 */
export function requireListenerHosts(
  grant: GrantLimits,
  action: ActionName,
  { options }: Readonly<Record<string, unknown>>,
): void {
  if (action !== 'listener.subscribe' || !isRecord(options)) return;
  const { site, requestHostAllowlist: others } = options;
  for (const host of [site, ...(Array.isArray(others) ? others : [])]) {
    if (typeof host === 'string') grant.requireHost(host);
  }
}
