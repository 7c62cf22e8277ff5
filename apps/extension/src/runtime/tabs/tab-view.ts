import type { ManagedTab } from '@otto/protocol';
import type { GrantLimits } from '../grant/grant-limits';
import type { BrowserTab } from './browser-tabs';
import type { TabSession } from './tab-sessions';

/** Of the document, or where the first one is to come from. */
export function addressOf({ url, pendingUrl }: BrowserTab): string {
  return url || (pendingUrl ?? '');
}

/** A tab as the asking client is told of it. */
export function viewOf(
  { tabSessionId, clientId }: TabSession,
  tab: BrowserTab,
  asking: string | undefined,
): ManagedTab {
  const { tabId, title, status } = tab;
  return { tabSessionId, tabId, url: addressOf(tab), title, status, owned: clientId === asking };
}

/** What a client with a narrowed grant sees: the tabs on its sites, and of its own elsewhere that they are there. */
export function withinGrant(tabs: readonly ManagedTab[], grant: GrantLimits): ManagedTab[] {
  return tabs.flatMap((tab) => {
    if (grant.covers(tab.url)) return [tab];
    return tab.owned ? [{ ...tab, url: '', title: '' }] : [];
  });
}
