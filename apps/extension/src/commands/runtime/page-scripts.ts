import { OttoError } from '@otto/protocol';
import { CHANGING, isPageReplaced, toPageError } from '../../actions/dom/page-access';
import { untilAborted } from '../../runtime/until-aborted';
import { installDeepQuery } from '../page/deep-query';
import { keepErrors, takeError } from '../page/keep-errors';
import { DocumentWatch, isPageLeft } from './document-watch';
import type { PageDocument, PageScript, Pages } from './pages';
import { isOnHost } from '../../runtime/is-on-host';

/** The tab of a command, and where that command may run. */
export interface SiteTab {
  readonly tabId: number;
  readonly tabSessionId: string;
  readonly site: string;
}

interface SiteScript extends PageScript {
  /** Gets the deep query helpers. */
  readonly isDeep?: boolean;
  /** Only looks, so that it may run again in the page that takes the place of this one. */
  readonly isRepeatable?: boolean;
}

const PRELUDES = { keepErrors, installDeepQuery } as const;
const UNEXPLAINED = 'it threw an error, or returned nothing';
const NEVER_STARTED = /no document with id/i;
/** How many documents may slip away before a function has started in one. */
const ATTEMPTS = 3;
const GONE = Symbol('the document has ended');

/** Runs functions in the page of one tab, and only in pages of the command's site. */
export class PageScripts {
  readonly #pages: Pages;
  readonly #tab: SiteTab;
  readonly #prepared = new Set<string>();

  constructor(pages: Pages, tab: SiteTab) {
    this.#pages = pages;
    this.#tab = tab;
  }

  /** The page that the tab shows. Throws `tab_session_closed`, `site_mismatch`, `navigation_failed` for an error page. */
  async page(): Promise<PageDocument> {
    const { tabId, tabSessionId, site } = this.#tab;
    const page = await this.#pages.current(tabId);
    if (page === undefined) throw new OttoError('tab_session_closed', { tabSessionId });
    if (!isOnHost(page.url, site)) throw new OttoError('site_mismatch', { site });
    if (page.isErrorPage) throw new OttoError('navigation_failed', { reason: 'it is an error page' });
    return page;
  }

  /**
   * Resolves with what the function returns, which must be something: nothing is all that the browser tells of a function
   * that threw.
   *
   * @throws OttoError `page_script_failed`, `navigation_failed`, those of `page`, the reason of the signal
   */
  async run(script: SiteScript, signal: AbortSignal): Promise<unknown> {
    for (let missed = 0; ;) {
      const { documentId } = await this.page();
      try {
        return await this.#runIn(documentId, script, signal);
      } catch (thrown) {
        signal.throwIfAborted();
        const hasMissed = neverStarted(thrown);
        if (hasMissed && ++missed === ATTEMPTS) throw new OttoError('navigation_failed', { reason: CHANGING });
        const mayRunAgain = hasMissed || (script.isRepeatable === true && isPageLeft(thrown));
        if (!mayRunAgain) throw toPageError(thrown, this.#tab.tabSessionId);
      }
    }
  }

  async #runIn(documentId: string, script: SiteScript, signal: AbortSignal): Promise<unknown> {
    const watch = new DocumentWatch(this.#pages, { ...this.#tab, documentId });
    try {
      // A document that is kept for going back leaves its functions unanswered, so only the watch tells of that.
      const result = await untilAborted(Promise.race([this.#call(documentId, script), watch.over]), signal);
      return result === GONE ? await watch.ended(signal) : result;
    } finally {
      watch.stop();
    }
  }

  /** Resolves with what the function returns, or with GONE when the document ended meanwhile. */
  async #call(documentId: string, script: SiteScript): Promise<unknown> {
    const { tabId } = this.#tab;
    await this.#prepare(documentId, 'keepErrors', script);
    if (script.isDeep === true) await this.#prepare(documentId, 'installDeepQuery', script);
    try {
      const result = await this.#pages.run(tabId, documentId, script);
      if (result !== null && result !== undefined) return result;
    } catch (thrown) {
      if (isPageReplaced(thrown)) return GONE;
      throw thrown;
    }
    const takeIt = { func: takeError, args: [], isImmediate: true };
    const reason = await this.#pages.run(tabId, documentId, takeIt).catch(() => undefined);
    if (typeof reason !== 'string') return GONE;
    throw new OttoError('page_script_failed', { reason: reason === '' ? UNEXPLAINED : reason });
  }

  async #prepare(documentId: string, prelude: keyof typeof PRELUDES, { isImmediate }: PageScript): Promise<void> {
    const key = `${prelude} ${documentId}`;
    if (this.#prepared.has(key)) return;
    await this.#pages.run(this.#tab.tabId, documentId, { func: PRELUDES[prelude], args: [], isImmediate });
    this.#prepared.add(key);
  }
}

/** The document was gone before the function got there; of one that was removed while it ran, `#call` answers itself. */
function neverStarted(thrown: unknown): boolean {
  return isPageReplaced(thrown) || (thrown instanceof Error && NEVER_STARTED.test(thrown.message));
}
