import {
  OttoError,
  type ManagedTab,
  type TabCloseOwnedData,
  type TabNavigateData,
  type TabOpenData,
  type WaitUntil,
} from '@otto/protocol';
import type { KeyValueStore } from './key-value-store';
import { AutomationGroup } from './tabs/automation-group';
import type { BrowserTab, BrowserTabs } from './tabs/browser-tabs';
import { NavigationWatch } from './tabs/navigation-watch';
import { PageReadiness } from './tabs/page-readiness';
import { TabSessions, type TabSession } from './tabs/tab-sessions';
import { parseTabUrl } from './tabs/tab-url';

/** What a command says about the tab it wants. */
export interface TabRequest {
  readonly clientId?: string | undefined;
  readonly tabSessionId?: string | undefined;
  readonly signal: AbortSignal;
}

/** A tab that an action may work in; only a lasting one has a session. */
export interface UsableTab {
  readonly tabId: number;
  readonly tabSessionId?: string;
}

interface OpenOptions {
  readonly url: string;
  readonly retain?: boolean | undefined;
  readonly waitUntil?: WaitUntil | undefined;
}

/** The tabs that Otto opened and may drive: never one of the user's own. */
export class ManagedTabs {
  readonly #browser: BrowserTabs;
  readonly #sessions: TabSessions;
  readonly #group: AutomationGroup;
  readonly #readiness: PageReadiness;

  private constructor(browser: BrowserTabs, sessions: TabSessions, group: AutomationGroup) {
    this.#browser = browser;
    this.#sessions = sessions;
    this.#group = group;
    this.#readiness = new PageReadiness(browser);
  }

  /** As the worker left them when it ended; call `reconcile` then, for the browser went on without it. */
  static async restore(browser: BrowserTabs, store: KeyValueStore): Promise<ManagedTabs> {
    const [sessions, group] = await Promise.all([TabSessions.restore(store), AutomationGroup.restore(browser, store)]);
    return new ManagedTabs(browser, sessions, group);
  }

  /** Opens a tab behind the others. Errors: `invalid_url`, `invalid_url_scheme`, `tab_create_failed`, those of arriving. */
  async open(request: TabRequest, { url, retain = false, waitUntil = 'commit' }: OpenOptions): Promise<TabOpenData> {
    const opened = await this.#openProvisional(request, { url, retain, waitUntil });
    this.#sessions.change(opened.tabSessionId, { provisional: false });
    return opened;
  }

  /** Errors: `missing_tab_session`, `unknown_tab_session`, `tab_session_closed`. */
  async close(request: TabRequest): Promise<string> {
    const { tabId, tabSessionId } = await this.resolve(request);
    this.#sessions.end(tabSessionId);
    await this.#browser.close(tabId);
    return tabSessionId;
  }

  /** Sends a tab elsewhere and resolves with the address where it arrived. */
  async navigate(request: TabRequest, { url, waitUntil = 'commit' }: OpenOptions): Promise<TabNavigateData> {
    const target = parseTabUrl(url);
    const { tabId, tabSessionId } = await this.resolve(request);
    const watch = new NavigationWatch({ browser: this.#browser, target, waitUntil, signal: request.signal });
    try {
      await this.#send(tabId, target, watch);
      return { tabSessionId, url: await watch.arrival(tabSessionId) };
    } catch (error) {
      throw (await this.#browser.find(tabId)) === undefined ? this.#closed(tabSessionId) : error;
    } finally {
      watch.stop();
    }
  }

  /** The lasting tabs, after a look at what has become of them. */
  async list(clientId: string | undefined): Promise<ManagedTab[]> {
    const { groupId } = this.#group;
    const grouped = groupId === undefined ? [] : await this.#browser.inGroup(groupId);
    const inGroup = new Map(grouped.map((tab) => [tab.tabId, tab]));
    const lasting = this.#sessions.all.filter(({ provisional }) => !provisional);
    const found = await Promise.all(
      lasting.map(async (session) => {
        const tab = inGroup.get(session.tabId) ?? (await this.#look(session));
        return tab && describe(session, tab, clientId);
      }),
    );
    return found.filter((tab) => tab !== undefined);
  }

  /** Closes the tabs that a client opened, except those that it wanted to stay. */
  async closeOwned(clientId: string): Promise<TabCloseOwnedData> {
    const owned = this.#sessions.all.filter((session) => session.clientId === clientId);
    const leaving = owned.filter(({ retain }) => !retain);
    const closed = await Promise.all(
      leaving.map(async (session) => (await this.#look(session)) !== undefined && (await this.#discard(session))),
    );
    const closedCount = closed.filter((wasThere) => wasThere).length;
    return { closedCount, missingCount: closed.length - closedCount, totalOwnedSessions: owned.length };
  }

  /**
   * The tab of the session that a command names.
   *
   * @throws OttoError `missing_tab_session`, `unknown_tab_session`, `tab_session_closed`
   */
  async resolve({ tabSessionId }: Pick<TabRequest, 'tabSessionId'>): Promise<Required<UsableTab>> {
    if (tabSessionId === undefined) throw new OttoError('missing_tab_session');
    const session = this.#sessions.find(tabSessionId);
    if (session === undefined || session.provisional) {
      const hasEnded = this.#sessions.hasEnded(tabSessionId);
      throw new OttoError(hasEnded ? 'tab_session_closed' : 'unknown_tab_session', { tabSessionId });
    }
    if ((await this.#look(session)) === undefined) throw this.#closed(tabSessionId);
    return { tabId: session.tabId, tabSessionId };
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
    use: (tab: UsableTab) => Promise<T>,
  ): Promise<T> {
    if (url !== undefined) return this.#withTemporaryTab(request, url, use);
    if (request.tabSessionId === undefined) throw new OttoError('missing_extraction_target');
    const tab = await this.resolve(request);
    await this.settled(tab.tabId, request.signal);
    return use(tab);
  }

  /**
   * Waits until the page of a tab can be read: no navigation is under way and the document has loaded, or is parsed and
   * has had a moment to load the rest.
   *
   * @throws OttoError `navigation_failed`, `tab_url_not_ready`, `tab_session_closed`, `restricted_page`
   */
  async settled(tabId: number, signal: AbortSignal): Promise<void> {
    const session = this.#sessions.all.find((candidate) => candidate.tabId === tabId);
    await this.#readiness.settled({ tabId, tabSessionId: session?.tabSessionId ?? '' }, signal);
  }

  /** Brings the sessions in line with the browser: what commands left behind is closed, what the user took is let go. */
  async reconcile(): Promise<void> {
    const abandoned = this.#sessions.all.filter(({ provisional }) => provisional);
    await Promise.all(abandoned.map((session) => this.#discard(session)));
    await this.list(undefined);
  }

  async #send(tabId: number, target: string, watch: NavigationWatch): Promise<void> {
    const tab = await this.#browser.find(tabId);
    // The browser refuses to send a tab where it is going already, which is what a command wants that died with its worker.
    if (tab?.pendingUrl === target) return watch.followNew(tabId);
    watch.follow(tabId);
    try {
      await this.#browser.navigate(tabId, target);
      watch.taken();
    } catch (error) {
      throw new OttoError('navigation_failed', { reason: withoutStop((error as Error).message) }, { cause: error });
    }
  }

  async #withTemporaryTab<T>(request: TabRequest, url: string, use: (tab: UsableTab) => Promise<T>): Promise<T> {
    const { tabId, tabSessionId } = await this.#openProvisional(request, { url, retain: false, waitUntil: 'commit' });
    try {
      await this.settled(tabId, request.signal);
      return await use({ tabId });
    } catch (error) {
      // Nobody knows this tab by a session; for its command, the page is what was lost.
      const wasClosed = error instanceof OttoError && error.code === 'tab_session_closed';
      throw wasClosed ? new OttoError('navigation_failed', { reason: 'its tab was closed' }) : error;
    } finally {
      await this.#discard({ tabId, tabSessionId });
    }
  }

  /** A tab that belongs to the running command; it is gone again when this throws. */
  async #openProvisional(
    { clientId, signal }: TabRequest,
    { url, retain, waitUntil }: { url: string; retain: boolean; waitUntil: WaitUntil },
  ): Promise<TabOpenData> {
    const target = parseTabUrl(url);
    const watch = new NavigationWatch({ browser: this.#browser, target, waitUntil, signal });
    let session: TabSession | undefined;
    try {
      const { tabId } = await this.#create(target);
      const { tabSessionId } = (session = this.#sessions.add(tabId, { clientId, retain }));
      watch.followNew(tabId);
      const [arrivedAt] = await Promise.all([watch.arrival(tabSessionId), this.#adopt(session)]);
      signal.throwIfAborted();
      return { tabId, tabSessionId, url: arrivedAt };
    } catch (error) {
      if (session !== undefined) await this.#discard(session);
      throw error;
    } finally {
      watch.stop();
    }
  }

  #closed(tabSessionId: string): OttoError {
    this.#sessions.end(tabSessionId);
    return new OttoError('tab_session_closed', { tabSessionId });
  }

  async #create(url: string): Promise<BrowserTab> {
    try {
      return await this.#browser.create(url, this.#group.groupId);
    } catch (error) {
      throw new OttoError('tab_create_failed', { reason: withoutStop((error as Error).message) }, { cause: error });
    }
  }

  async #adopt({ tabId, tabSessionId }: TabSession): Promise<void> {
    if (await this.#group.adopt(tabId)) this.#sessions.change(tabSessionId, { grouped: true });
  }

  /** The tab of a session, unless it was closed or the user took it out of the group; then the session ends. */
  async #look({ tabSessionId, tabId, grouped }: TabSession): Promise<BrowserTab | undefined> {
    const tab = await this.#browser.find(tabId);
    if (tab !== undefined && (!grouped || tab.groupId === this.#group.groupId)) return tab;
    this.#sessions.end(tabSessionId);
    return undefined;
  }

  /** Whether the tab was still there to be closed. */
  #discard({ tabId, tabSessionId }: Pick<TabSession, 'tabId' | 'tabSessionId'>): Promise<boolean> {
    this.#sessions.end(tabSessionId);
    return this.#browser.close(tabId);
  }
}

/** The browser's reasons become part of a sentence. */
function withoutStop(reason: string): string {
  return reason.replace(/\.$/, '');
}

function describe({ tabSessionId, clientId }: TabSession, tab: BrowserTab, asking: string | undefined): ManagedTab {
  const { tabId, url, pendingUrl, title, status } = tab;
  return { tabSessionId, tabId, url: url || (pendingUrl ?? ''), title, status, owned: clientId === asking };
}
