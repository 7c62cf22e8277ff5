import { OttoError } from '@otto/protocol';
import { SiteWatch } from '../grant/site-watch';
import type { BrowserTab } from './browser-tabs';
import { PageReadiness, hasSettled } from './page-readiness';
import type { TabKeeper } from './tab-keeper';
import { requireTarget, type LentTab, type TabRequest, type UsableTab } from './tab-request';
import type { TabTravel } from './tab-travel';

/** Lets actions work in pages: when they are there, and as long as they are where the client may be. */
export class PageVisits {
  readonly #keeper: TabKeeper;
  readonly #travel: TabTravel;
  readonly #readiness: PageReadiness;

  constructor(keeper: TabKeeper, travel: TabTravel) {
    this.#keeper = keeper;
    this.#travel = travel;
    this.#readiness = new PageReadiness(keeper.browser);
  }

  /** See ManagedTabs. */
  async visit<T>({ grant, signal }: TabRequest, tabId: number, use: () => Promise<T>, seen?: BrowserTab): Promise<T> {
    if (grant === undefined) {
      await this.settled(tabId, signal, seen);
      return use();
    }
    const watch = new SiteWatch(this.#keeper.browser, tabId, grant);
    try {
      await this.settled(tabId, signal, seen);
      await watch.check();
      const found = await use();
      await watch.check();
      return found;
    } finally {
      watch.stop();
    }
  }

  /** Visits an address in a tab that belongs to the running command, and closes that in any case. */
  async visitOnce<T>(request: TabRequest, url: string, use: (tab: LentTab) => Promise<T>): Promise<T> {
    const { clientId, grant, signal } = request;
    requireTarget(grant, url);
    const { tabId, tabSessionId } = await this.#travel.open({ url, signal }, { clientId, retain: false });
    try {
      return await this.visit(request, tabId, () => use({ tabId }));
    } catch (error) {
      // Nobody knows this tab by a session; for its command, the page is what was lost.
      const wasClosed = error instanceof OttoError && error.code === 'tab_session_closed';
      throw wasClosed ? new OttoError('navigation_failed', { reason: 'its tab was closed' }) : error;
    } finally {
      await this.#keeper.discard({ tabId, tabSessionId });
    }
  }

  /** See ManagedTabs. @param seen The tab as a look at it has just shown it: what was there already is not waited for. */
  async settled(tabId: number, signal: AbortSignal, seen?: BrowserTab): Promise<void> {
    if (seen !== undefined && hasSettled(seen)) return;
    const session = this.#keeper.sessions.all.find((candidate) => candidate.tabId === tabId);
    await this.#readiness.settled({ tabId, tabSessionId: session?.tabSessionId ?? '' }, signal);
  }

  /** See ManagedTabs. */
  arrived(tab: Required<UsableTab>, signal: AbortSignal): Promise<BrowserTab> {
    return this.#readiness.arrived(tab, signal);
  }
}
