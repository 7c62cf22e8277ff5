import { OttoError } from '@otto/protocol';
import { delay } from '../delay';
import { untilAborted } from '../until-aborted';
import type { BrowserTab, BrowserTabs, PageEvent } from './browser-tabs';
import { NavigationWatch, notReady } from './navigation-watch';
import { isRestrictedUrl } from './tab-url';

/** What a page that is parsed gets for images, frames and scripts: one straggler must not hold up its reading. */
const STRAGGLERS_MS = 2_000;

const LOADED: readonly PageEvent['type'][] = ['loaded', 'stopped', 'rested'];

type Browser = Pick<BrowserTabs, 'find' | 'onEvent' | 'untilParsed'>;

interface WaitedFor {
  readonly tabId: number;
  /** For the error of a tab that is gone. */
  readonly tabSessionId: string;
}

/** Whether a tab, just looked at, shows a page that can be read, and is on its way nowhere. */
export function hasSettled({ url, pendingUrl, status }: BrowserTab): boolean {
  return pendingUrl === undefined && status === 'complete' && !isRestrictedUrl(url);
}

/** Waits for pages that are on their way, by events. */
export class PageReadiness {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** See ManagedTabs.settled. */
  async settled(waitedFor: WaitedFor, signal: AbortSignal): Promise<void> {
    const over = new AbortController();
    const loaded = this.#next(LOADED, waitedFor.tabId, over.signal);
    try {
      const tab = await this.arrived(waitedFor, signal);
      if (isRestrictedUrl(tab.url)) throw new OttoError('restricted_page');
      if (tab.status === 'unloaded') throw new OttoError('page_crashed');
      if (tab.status === 'complete') return;
      // Of a document that gives way to a viewer, the browser may never say that it is parsed.
      await untilAborted(Promise.race([this.#browser.untilParsed(waitedFor.tabId), loaded]), signal);
      // The browser may still have been adding the listener when the page had loaded.
      if ((await this.#browser.find(waitedFor.tabId))?.status === 'complete') return;
      await Promise.race([loaded, delay(STRAGGLERS_MS, AbortSignal.any([signal, over.signal]))]);
    } catch (error) {
      const isGone = (await this.#browser.find(waitedFor.tabId)) === undefined;
      throw isGone ? new OttoError('tab_session_closed', { tabSessionId: waitedFor.tabSessionId }) : notReady(error);
    } finally {
      over.abort();
    }
  }

  /** See ManagedTabs.arrived. */
  async arrived({ tabId, tabSessionId }: WaitedFor, signal: AbortSignal): Promise<BrowserTab> {
    for (;;) {
      const over = new AbortController();
      // Watches before it asks, or the arrival could slip through in between; hence asks again after each arrival.
      const rested = this.#next(['rested'], tabId, over.signal);
      const watch = new NavigationWatch({ browser: this.#browser, target: '', waitUntil: 'commit', signal });
      try {
        watch.followNew(tabId);
        const tab = await this.#browser.find(tabId);
        if (tab === undefined) throw new OttoError('tab_session_closed', { tabSessionId });
        if (tab.pendingUrl === undefined) return tab;
        const arrival = watch.arrival(tabSessionId);
        arrival.catch(() => undefined);
        // A viewer takes the place of its file without arriving anywhere.
        await Promise.race([arrival, rested]);
      } finally {
        over.abort();
        watch.stop();
      }
    }
  }

  /** Resolves at the next event of one of these types; never, when `over` is aborted before. */
  #next(types: readonly PageEvent['type'][], tabId: number, over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const unsubscribe = this.#browser.onEvent((event) => {
        if (event.tabId === tabId && types.includes(event.type)) resolve();
      });
      over.addEventListener('abort', unsubscribe, { once: true });
    });
  }
}
