import type { BrowserTabs } from '../tabs/browser-tabs';
import type { GrantLimits } from './grant-limits';

/** Notices when a tab is not on the sites of a narrowed grant, be it for a moment between two looks. */
export class SiteWatch {
  readonly #browser: Pick<BrowserTabs, 'find' | 'onEvent'>;
  readonly #tabId: number;
  readonly #grant: GrantLimits;
  readonly #unsubscribe: () => void;
  #hasLeft = false;

  constructor(browser: Pick<BrowserTabs, 'find' | 'onEvent'>, tabId: number, grant: GrantLimits) {
    this.#browser = browser;
    this.#tabId = tabId;
    this.#grant = grant;
    this.#unsubscribe = browser.onEvent((event) => {
      if (event.tabId !== tabId || (event.type !== 'committed' && event.type !== 'moved')) return;
      this.#hasLeft ||= !grant.covers(event.url);
    });
  }

  /** @throws OttoError `grant_site_mismatch` when the tab is, or was meanwhile, elsewhere */
  async check(): Promise<void> {
    const tab = await this.#browser.find(this.#tabId);
    if (this.#hasLeft) throw this.#grant.mismatch();
    if (tab !== undefined) this.#grant.requireUrl(tab.url);
  }

  /** Has to be called in the end, whatever happens. */
  stop(): void {
    this.#unsubscribe();
  }
}
