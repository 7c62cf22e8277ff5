import { OttoError, type WaitUntil } from '@otto/protocol';
import { untilAborted } from '../until-aborted';
import type { BrowserTabs, PageEvent } from './browser-tabs';
import { IN_KNOWN_TAB, IN_NEW_TAB, advance, arrivedAt, taken, type Navigation } from './navigation';

export interface WatchOptions {
  readonly browser: Pick<BrowserTabs, 'onEvent' | 'find'>;
  /** As the browser writes it. */
  readonly target: string;
  readonly waitUntil: WaitUntil;
  readonly signal: AbortSignal;
}

/**
 * Watches one navigation through the browser's events. Has to exist before the navigation is ordered, or its events
 * could be missed; they are kept until `follow` names the tab.
 */
export class NavigationWatch {
  readonly #options: WatchOptions;
  readonly #unsubscribe: () => void;
  #early: PageEvent[] = [];
  #tabId: number | undefined;
  #navigation: Navigation = IN_KNOWN_TAB;
  #onProgress: () => void = () => undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#unsubscribe = options.browser.onEvent((event) => this.#see(event));
  }

  /** The navigation is that of a tab which it has just opened. */
  followNew(tabId: number): void {
    this.#navigation = IN_NEW_TAB;
    this.follow(tabId);
  }

  /** The navigation is that of a tab which was there before. */
  follow(tabId: number): void {
    this.#tabId = tabId;
    for (const event of this.#early.splice(0)) this.#see(event);
  }

  /** The order to go there has been taken by the browser. */
  taken(): void {
    this.#navigation = taken(this.#navigation);
  }

  /**
   * Resolves with the address at which the navigation arrived.
   *
   * @throws OttoError `navigation_failed`, `tab_url_not_ready` when the command's time is over, `tab_session_closed`, or
   * the reason of a cancel.
   */
  async arrival(tabSessionId: string): Promise<string> {
    const { waitUntil, target, signal } = this.#options;
    if (waitUntil === 'none') return target;
    try {
      for (;;) {
        const progress = new Promise<void>((resolve) => (this.#onProgress = resolve));
        const url = arrivedAt(this.#navigation, waitUntil) ?? (await this.#outcome(tabSessionId));
        if (url !== undefined) return url;
        await untilAborted(progress, signal);
      }
    } catch (error) {
      throw notReady(error);
    }
  }

  /** Has to be called in the end, whatever happens. */
  stop(): void {
    this.#unsubscribe();
  }

  #see(event: PageEvent): void {
    if (this.#tabId === undefined) this.#early.push(event);
    if (event.tabId !== this.#tabId) return;
    this.#navigation = advance(this.#navigation, event, this.#options.target);
    this.#onProgress();
  }

  /** The address of a page that got as far as it will, nothing for one that is still coming; throws for one that is not. */
  async #outcome(tabSessionId: string): Promise<string | undefined> {
    const navigation = this.#navigation;
    if (navigation.phase === 'closed') throw new OttoError('tab_session_closed', { tabSessionId });
    if (navigation.phase === 'failed') throw new OttoError('navigation_failed', { reason: navigation.reason });
    if (navigation.phase !== 'aborted' && navigation.phase !== 'stopped') return undefined;
    // Whether another navigation is the cause, events tell too late: the browser knows it now.
    const tab = await this.#options.browser.find(this.#tabId as number);
    // A new tab keeps the address of what never became a page, but is not loading it any more.
    const isOnItsWay = tab?.pendingUrl !== undefined && tab.status === 'loading';
    if (isOnItsWay || this.#navigation !== navigation) return undefined;
    if (navigation.phase === 'stopped') return navigation.url;
    throw new OttoError('navigation_failed', { reason: `${navigation.reason}, an answer without a page` });
  }
}

/** A command that ran out of time while it waited for a page can say so. */
export function notReady(error: unknown): unknown {
  if (!(error instanceof OttoError) || error.code !== 'command_timed_out') return error;
  return new OttoError('tab_url_not_ready', { timeoutMs: error.details.timeoutMs });
}
