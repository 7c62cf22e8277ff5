import type { KeyValueStore } from '../key-value-store';
import type { BrowserTabs } from './browser-tabs';

const STORED_AS = 'automationGroupId';

/** The one tab group in which managed tabs live, so that the user sees what Otto drives and can take a tab out of it. */
export class AutomationGroup {
  readonly #browser: Pick<BrowserTabs, 'group'>;
  readonly #store: KeyValueStore;
  #groupId: number | undefined;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(browser: Pick<BrowserTabs, 'group'>, store: KeyValueStore, groupId: number | undefined) {
    this.#browser = browser;
    this.#store = store;
    this.#groupId = groupId;
  }

  static async restore(browser: Pick<BrowserTabs, 'group'>, store: KeyValueStore): Promise<AutomationGroup> {
    const { [STORED_AS]: groupId } = await store.get([STORED_AS]);
    return new AutomationGroup(browser, store, typeof groupId === 'number' ? groupId : undefined);
  }

  /** The browser's id of the group; missing as long as no tab was opened. The user may have dissolved it. */
  get groupId(): number | undefined {
    return this.#groupId;
  }

  /**
   * Puts a tab into the group. One after the other, or tabs that are opened at once would each start a group of their own.
   *
   * @returns whether it worked; the browser refuses while the user drags tabs, and where a tab is gone already.
   */
  adopt(tabId: number): Promise<boolean> {
    const adopted = this.#last.then(() => this.#adopt(tabId));
    this.#last = adopted;
    return adopted;
  }

  async #adopt(tabId: number): Promise<boolean> {
    try {
      const groupId = await this.#browser.group(tabId, this.#groupId);
      if (groupId === this.#groupId) return true;
      this.#groupId = groupId;
      void this.#store.set({ [STORED_AS]: groupId });
      return true;
    } catch {
      return false;
    }
  }
}
