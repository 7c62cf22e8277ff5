import { OttoError } from '@otto/protocol';
import { chromePages } from '../runtime/chrome-pages';
import { PageScripts } from '../runtime/page-scripts';
import { waitForSelector } from '../runtime/selector-wait';
import type { SelectorWait } from '../site-context';

/** What a spec works with: the page of a tab in a real browser. */
export interface PageKit {
  readonly tabId: number;
  run(func: (...args: never[]) => unknown, ...args: unknown[]): Promise<unknown>;
  runDeep(func: (...args: never[]) => unknown, ...args: unknown[]): Promise<unknown>;
  waitFor(selector: string, wait?: SelectorWait): Promise<unknown>;
  /** Resolves when the tab shows another document. */
  untilChanged(): Promise<void>;
}

/** Opens a tab, and answers with what `use` makes of it, or with the code and the message of its failure. */
export async function inTab(url: string, site: string, use: (kit: PageKit) => Promise<unknown>): Promise<unknown> {
  const { id: tabId = -1 } = await chrome.tabs.create({ url, active: false });
  const scripts = new PageScripts(chromePages, { tabId, tabSessionId: 'ts_1', site });
  const { signal } = new AbortController();
  const untilChanged = (): Promise<void> =>
    new Promise((resolve) => {
      const unsubscribe = chromePages.onChange(tabId, () => {
        unsubscribe();
        resolve();
      });
    });
  const kit: PageKit = {
    tabId,
    run: (func, ...args) => scripts.run({ func, args }, signal),
    runDeep: (func, ...args) => scripts.run({ func, args, isDeep: true }, signal),
    waitFor: async (selector, wait = {}) => {
      await waitForSelector(scripts, selector, wait, { signal, deadlineAt: Date.now() + 10_000 });
      return 'found';
    },
    untilChanged,
  };
  try {
    await untilChanged();
    return await use(kit);
  } catch (error) {
    return error instanceof OttoError ? `${error.code}: ${error.message}` : String(error);
  } finally {
    await chrome.tabs.remove(tabId).catch(() => undefined);
  }
}
