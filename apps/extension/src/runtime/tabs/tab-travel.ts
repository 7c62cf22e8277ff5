import { OttoError, type TabOpenData, type WaitUntil } from '@otto/protocol';
import type { BrowserTab } from './browser-tabs';
import { NavigationWatch } from './navigation-watch';
import type { TabKeeper } from './tab-keeper';
import type { TabSession } from './tab-sessions';
import { parseTabUrl } from './tab-url';

export interface Destination {
  readonly url: string;
  /** `commit` when left out. */
  readonly waitUntil?: WaitUntil | undefined;
  readonly signal: AbortSignal;
}

/** Gets tabs to addresses. Each way throws `invalid_url`, `invalid_url_scheme`, and what NavigationWatch.arrival does. */
export class TabTravel {
  readonly #keeper: TabKeeper;

  constructor(keeper: TabKeeper) {
    this.#keeper = keeper;
  }

  /**
   * Opens a tab that belongs to the running command; it is gone again when this throws.
   *
   * @throws OttoError also `tab_create_failed`
   */
  async open(destination: Destination, owner: Pick<TabSession, 'clientId' | 'retain'>): Promise<TabOpenData> {
    const { sessions } = this.#keeper;
    const { watch, target } = this.#watch(destination);
    let session: TabSession | undefined;
    try {
      const { tabId } = await this.#create(target);
      const { tabSessionId } = (session = sessions.add(tabId, owner));
      watch.followNew(tabId);
      const [url] = await Promise.all([watch.arrival(tabSessionId), this.#keeper.adopt(session)]);
      destination.signal.throwIfAborted();
      return { tabId, tabSessionId, url };
    } catch (error) {
      if (session !== undefined) await this.#keeper.discard(session);
      throw error;
    } finally {
      watch.stop();
    }
  }

  /** Sends a tab elsewhere and resolves with the address where it arrived. When it is cancelled, the tab stays where it is. */
  async navigate(
    destination: Destination,
    { tabId, tabSessionId }: Pick<TabSession, 'tabId' | 'tabSessionId'>,
  ): Promise<string> {
    const { watch, target } = this.#watch(destination);
    try {
      await this.#order(tabId, target, watch);
      return await watch.arrival(tabSessionId);
    } catch (error) {
      // One that ran out of time may still arrive, for the next command to find; one that nobody wants any more must not.
      if (isCancel(error)) await this.#keeper.departures.callOff(tabId);
      const tab = await this.#keeper.browser.find(tabId);
      throw tab === undefined ? this.#keeper.lost(tabSessionId) : error;
    } finally {
      watch.stop();
    }
  }

  #watch({ url, waitUntil = 'commit', signal }: Destination): { watch: NavigationWatch; target: string } {
    const target = parseTabUrl(url);
    return { watch: new NavigationWatch({ browser: this.#keeper.browser, target, waitUntil, signal }), target };
  }

  async #order(tabId: number, target: string, watch: NavigationWatch): Promise<void> {
    const { browser, departures } = this.#keeper;
    const tab = await browser.find(tabId);
    // The browser refuses to send a tab where it is going already, which is what a command wants that died with its worker.
    if (tab?.pendingUrl === target) return watch.followNew(tabId);
    watch.follow(tabId);
    try {
      await departures.navigate(tabId, target);
      watch.taken();
    } catch (error) {
      throw new OttoError('navigation_failed', { reason: reasonOf(error) }, { cause: error });
    }
  }

  async #create(url: string): Promise<BrowserTab> {
    const { browser, group } = this.#keeper;
    try {
      return await browser.create(url, group.groupId);
    } catch (error) {
      throw new OttoError('tab_create_failed', { reason: reasonOf(error) }, { cause: error });
    }
  }
}

function isCancel(error: unknown): boolean {
  return error instanceof OttoError && error.code === 'command_cancelled';
}

/** The browser's reasons become part of a sentence. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/\.$/, '');
}
