import { OttoError } from '@otto/protocol';
import type { DebuggerSessions } from '../debugger/debugger-sessions';
import type { KeyValueStore } from '../key-value-store';
import { AutomationGroup } from './automation-group';
import type { BrowserTab, BrowserTabs } from './browser-tabs';
import { Departures } from './departures';
import { TabSessions, type TabSession } from './tab-sessions';

export interface TabKeeperOptions {
  readonly browser: BrowserTabs;
  readonly debuggers: DebuggerSessions;
  readonly store: KeyValueStore;
}

/** Sessions, group and browser in line with each other: a session ends when its tab does, or when the user takes the tab. */
export class TabKeeper {
  readonly browser: BrowserTabs;
  readonly sessions: TabSessions;
  readonly group: AutomationGroup;
  readonly departures: Departures;

  private constructor({ browser, debuggers }: TabKeeperOptions, sessions: TabSessions, group: AutomationGroup) {
    this.browser = browser;
    this.departures = new Departures(browser, debuggers);
    this.sessions = sessions;
    this.group = group;
  }

  static async restore(options: TabKeeperOptions): Promise<TabKeeper> {
    const { browser, store } = options;
    const [sessions, group] = await Promise.all([TabSessions.restore(store), AutomationGroup.restore(browser, store)]);
    return new TabKeeper(options, sessions, group);
  }

  /**
   * The session of that name, with its tab.
   *
   * @throws OttoError `missing_tab_session`, `unknown_tab_session`, `tab_session_closed`
   */
  async find(tabSessionId: string | undefined): Promise<{ session: TabSession; tab: BrowserTab }> {
    if (tabSessionId === undefined) throw new OttoError('missing_tab_session');
    const session = this.sessions.find(tabSessionId);
    if (session === undefined || session.provisional) {
      const code = this.sessions.hasEnded(tabSessionId) ? 'tab_session_closed' : 'unknown_tab_session';
      throw new OttoError(code, { tabSessionId });
    }
    const tab = await this.look(session);
    if (tab === undefined) throw this.lost(tabSessionId);
    return { session, tab };
  }

  /** The tab of a session, unless it was closed or the user took it out of the group; then the session ends. */
  async look({ tabSessionId, tabId, grouped }: TabSession): Promise<BrowserTab | undefined> {
    const tab = await this.browser.find(tabId);
    if (tab !== undefined && (!grouped || tab.groupId === this.group.groupId)) return tab;
    this.sessions.end(tabSessionId);
    return undefined;
  }

  /** Ends a session whose tab is gone; returns the error to throw. */
  lost(tabSessionId: string): OttoError {
    this.sessions.end(tabSessionId);
    return new OttoError('tab_session_closed', { tabSessionId });
  }

  /** Closes the tab and ends its session. Resolves with whether the tab was still there. */
  discard({ tabId, tabSessionId }: Pick<TabSession, 'tabId' | 'tabSessionId'>): Promise<boolean> {
    this.sessions.end(tabSessionId);
    return this.departures.close(tabId);
  }

  /** Puts the tab of a session into the automation group, where the browser lets it. */
  async adopt({ tabId, tabSessionId }: TabSession): Promise<void> {
    if (await this.group.adopt(tabId)) this.sessions.change(tabSessionId, { grouped: true });
  }
}
