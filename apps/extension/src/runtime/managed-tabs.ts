import {
  OttoError,
  type ManagedTab,
  type TabCloseOwnedData,
  type TabNavigateData,
  type TabOpenData,
  type TabOpenPayload,
  type TabNavigatePayload,
} from '@otto/protocol';
import type { BrowserTab } from './tabs/browser-tabs';
import { PageVisits } from './tabs/page-visits';
import { TabKeeper, type TabKeeperOptions } from './tabs/tab-keeper';
import { requireTarget, type LentTab, type TabRequest, type UsableTab } from './tabs/tab-request';
import { TabTravel } from './tabs/tab-travel';
import { addressOf, viewOf, withinGrant } from './tabs/tab-view';

/** The tabs that Otto opened and may drive: never one of the user's own. */
export class ManagedTabs {
  readonly #keeper: TabKeeper;
  readonly #travel: TabTravel;
  readonly #visits: PageVisits;

  private constructor(keeper: TabKeeper) {
    this.#keeper = keeper;
    this.#travel = new TabTravel(keeper);
    this.#visits = new PageVisits(keeper, this.#travel);
  }

  /** As the worker left them when it ended; call `reconcile` then, for the browser went on without it. */
  static async restore(options: TabKeeperOptions): Promise<ManagedTabs> {
    return new ManagedTabs(await TabKeeper.restore(options));
  }

  /** Opens a tab behind the others. Errors: `tab_create_failed`, those of addresses and of arriving. */
  async open({ clientId, grant, signal }: TabRequest, payload: TabOpenPayload): Promise<TabOpenData> {
    const { url, waitUntil, retain = false } = payload;
    requireTarget(grant, url);
    const opened = await this.#travel.open({ url, waitUntil, signal }, { clientId, retain });
    if (grant?.covers(opened.url) === false) {
      await this.#keeper.discard(opened);
      throw grant.mismatch();
    }
    this.#keeper.sessions.change(opened.tabSessionId, { provisional: false });
    return opened;
  }

  /** Returns the session that it ended. Errors: those of `resolve`. */
  async close(request: TabRequest): Promise<string> {
    const tab = await this.#leave(request);
    await this.#keeper.discard(tab);
    return tab.tabSessionId;
  }

  /** Sends a tab elsewhere. Errors: those of `resolve`, of addresses and of arriving. */
  async navigate(request: TabRequest, { url, waitUntil }: TabNavigatePayload): Promise<TabNavigateData> {
    const { grant, signal } = request;
    requireTarget(grant, url);
    const tab = await this.#leave(request);
    const arrivedAt = await this.#travel.navigate({ url, waitUntil, signal }, tab);
    grant?.requireUrl(arrivedAt);
    return { tabSessionId: tab.tabSessionId, url: arrivedAt };
  }

  /** The browser's id of the tab of a session, as far as the node knows. */
  tabIdOf(tabSessionId: string | undefined): number | undefined {
    return tabSessionId === undefined ? undefined : this.#keeper.sessions.find(tabSessionId)?.tabId;
  }

  /** The lasting tabs, after a look at what has become of them; with a narrowed grant, what is on its sites or the client's own. */
  async list({ clientId, grant }: Pick<TabRequest, 'clientId' | 'grant'>): Promise<ManagedTab[]> {
    const { browser, group, sessions } = this.#keeper;
    const grouped = group.groupId === undefined ? [] : await browser.inGroup(group.groupId);
    const inGroup = new Map(grouped.map((tab) => [tab.tabId, tab]));
    const lasting = sessions.all.filter(({ provisional }) => !provisional);
    const found = await Promise.all(
      lasting.map(async (session) => {
        const tab = inGroup.get(session.tabId) ?? (await this.#keeper.look(session));
        return tab && viewOf(session, tab, clientId);
      }),
    );
    const tabs = found.filter((tab) => tab !== undefined);
    return grant === undefined ? tabs : withinGrant(tabs, grant);
  }

  /** Closes the tabs that a client opened, except those that it wanted to stay. */
  async closeOwned(clientId: string): Promise<TabCloseOwnedData> {
    const owned = this.#keeper.sessions.all.filter((session) => session.clientId === clientId);
    const leaving = owned.filter(({ retain }) => !retain);
    const closed = await Promise.all(
      leaving.map(async (session) => {
        const tab = await this.#keeper.look(session);
        return tab !== undefined && this.#keeper.discard(session);
      }),
    );
    const closedCount = closed.filter((wasThere) => wasThere).length;
    return { closedCount, missingCount: closed.length - closedCount, totalOwnedSessions: owned.length };
  }

  /**
   * The tab of the session that a command names.
   *
   * @throws OttoError `missing_tab_session`, `unknown_tab_session`, `tab_session_closed`, `grant_site_mismatch`
   */
  async resolve(request: Pick<TabRequest, 'tabSessionId' | 'grant'>): Promise<Required<UsableTab>> {
    const { tabId, tabSessionId } = (await this.#find(request)).session;
    return { tabId, tabSessionId };
  }

  /**
   * The same, of a client that opened the tab itself.
   *
   * @throws OttoError also `tab_session_not_owned`
   */
  async resolveOwn(request: Omit<TabRequest, 'signal'>): Promise<Required<UsableTab>> {
    const tab = await this.resolve(request);
    const owner = this.#keeper.sessions.find(tab.tabSessionId)?.clientId;
    if (owner !== request.clientId) throw new OttoError('tab_session_not_owned', { tabSessionId: tab.tabSessionId });
    return tab;
  }

  /** Tells which tab the user may have taken, which ends its session, until the returned function is called. */
  onRegrouped(listener: (tabId: number) => void): () => void {
    return this.#keeper.browser.onRegrouped(listener);
  }

  /**
   * Lends a tab to `use`: for a url, a temporary one that has loaded it and is closed in any case; otherwise the tab of the
   * session that the command names, when its page is there.
   *
   * @throws OttoError `missing_extraction_target` when there is neither; those of opening, resolving and arriving
   */
  async withTab<T>(
    request: TabRequest,
    { url }: { readonly url?: string | undefined },
    use: (tab: LentTab) => Promise<T>,
  ): Promise<T> {
    if (url !== undefined) return this.#visits.visitOnce(request, url, use);
    if (request.tabSessionId === undefined) throw new OttoError('missing_extraction_target');
    const { session, tab } = await this.#find(request);
    const { tabId, tabSessionId } = session;
    return this.#visits.visit(request, tabId, () => use({ tabId, tabSessionId, wasBehind: !tab.isActive }), tab);
  }

  /**
   * Waits until the page of a tab can be read and runs `use`. With a narrowed grant the tab has to be on its sites from
   * then on: what `use` has found out is not handed on when it was elsewhere, be it for a moment.
   *
   * @throws OttoError what `settled` does, and `grant_site_mismatch`
   */
  visit<T>(request: TabRequest, tabId: number, use: () => Promise<T>): Promise<T> {
    return this.#visits.visit(request, tabId, use);
  }

  /**
   * Waits until the page of a tab can be read: no navigation is under way and the document has loaded, or is parsed and
   * has had a moment to load the rest.
   *
   * @throws OttoError `navigation_failed`, `tab_url_not_ready`, `tab_session_closed`, `restricted_page`
   */
  settled(tabId: number, signal: AbortSignal): Promise<void> {
    return this.#visits.settled(tabId, signal);
  }

  /**
   * The tab of a session once no navigation is under way in it; what it shows may still be loading.
   *
   * @throws OttoError `navigation_failed`, `tab_session_closed`, or the signal's reason
   */
  arrived(tab: Required<UsableTab>, signal: AbortSignal): Promise<BrowserTab> {
    return this.#visits.arrived(tab, signal);
  }

  /** Brings the sessions in line with the browser: what commands left behind is closed, what the user took is let go. */
  async reconcile(): Promise<void> {
    const abandoned = this.#keeper.sessions.all.filter(({ provisional }) => provisional);
    await Promise.all(abandoned.map((session) => this.#keeper.discard(session)));
    await this.list({});
  }

  async #find({ tabSessionId, grant }: Pick<TabRequest, 'tabSessionId' | 'grant'>): ReturnType<TabKeeper['find']> {
    const found = await this.#keeper.find(tabSessionId);
    grant?.requireUrl(addressOf(found.tab));
    return found;
  }

  /** The tab of a session, to be closed or sent elsewhere: the client that opened it may do so wherever it is. */
  async #leave({ tabSessionId, clientId, grant }: TabRequest): Promise<Required<UsableTab>> {
    const { session, tab } = await this.#keeper.find(tabSessionId);
    if (session.clientId !== clientId) grant?.requireUrl(addressOf(tab));
    return { tabId: session.tabId, tabSessionId: session.tabSessionId };
  }
}
