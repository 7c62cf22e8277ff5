import type { ActionServices } from '../../actions/action';
import type { SiteBundle } from '../../commands/site-bundle';
import { NetworkListeners } from '../../listeners/network/network-listeners';
import { NetworkTraffic } from '../../listeners/network/network-traffic';
import { Subscriptions, type SubscriptionsOptions } from '../../listeners/subscriptions';
import type { DebuggerSessions } from '../debugger/debugger-sessions';
import { ManagedTabs } from '../managed-tabs';
import type { BrowserTabs } from '../tabs/browser-tabs';

export interface ServicesOptions extends Omit<SubscriptionsOptions, 'listeners' | 'tabs'> {
  readonly browser: BrowserTabs;
  readonly debuggers: DebuggerSessions;
  readonly bundles: readonly SiteBundle[];
}

/** What actions work with, as the last life of the worker left it. */
export async function restoreServices(options: ServicesOptions): Promise<ActionServices> {
  const { browser, debuggers, bundles, store } = options;
  const tabs = await ManagedTabs.restore({ browser, debuggers, store });
  const traffic = new NetworkTraffic(debuggers);
  const listeners = new NetworkListeners({ tabs, traffic, bundles });
  const subscriptions = await Subscriptions.restore({ ...options, listeners, tabs });
  return { tabs, debuggers, traffic, subscriptions };
}
