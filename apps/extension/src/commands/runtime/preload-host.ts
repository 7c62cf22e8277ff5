import { OttoError } from '@otto/protocol';
import type { SiteContext } from '../site-context';
import { isOnHost } from '../../runtime/is-on-host';

/** Sees to it that the command starts on a certain host of its site. Throws `preload_host_mismatch` when the site sends the tab elsewhere. */
export async function preloadHost(context: SiteContext, host: string): Promise<void> {
  if (isOnHost(await context.currentUrl(), host)) return;
  const arrivedAt = await context.navigateTab(`https://${host}/`);
  if (!isOnHost(arrivedAt, host)) throw new OttoError('preload_host_mismatch', { host });
}
