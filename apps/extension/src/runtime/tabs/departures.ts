import { isRecord } from '@otto/protocol';
import type { DebuggerSessions } from '../debugger/debugger-sessions';
import type { DebuggerEvent, DebuggerHold } from '../debugger/tab-debugger';
import type { BrowserTabs, PageEvent } from './browser-tabs';

type Browser = Pick<BrowserTabs, 'close' | 'navigate' | 'onEvent' | 'silenceQuestion' | 'wasTouched'>;

/** Attaching does not depend on the page, and takes a millisecond or two. */
const ATTACH_MS = 2_000;
/** How long a page may think before it asks. */
const QUESTION_MS = 10_000;
/** What the browser tells of a navigation comes after the question. */
const UNDER_WAY: readonly PageEvent['type'][] = ['started', 'moved', 'committed', 'failed', 'closed'];

/**
 * The ways out of a page. A page that its user has touched may ask, in a dialog, whether it may be left, and the browser
 * waits for the answer. It was given by the command: yes. The browser also brings the tab to the front for its question, so
 * the page is kept from asking at all; one that is too busy to be told in time is answered
 * through the debugger.
 */
export class Departures {
  readonly #browser: Browser;
  readonly #debuggers: DebuggerSessions;

  constructor(browser: Browser, debuggers: DebuggerSessions) {
    this.#browser = browser;
    this.#debuggers = debuggers;
  }

  /** Whether the tab was there to be closed. */
  async close(tabId: number): Promise<boolean> {
    const end = await this.#consent(tabId);
    try {
      return await this.#browser.close(tabId);
    } finally {
      end?.();
    }
  }

  /** Sends a tab elsewhere; resolves when the browser has taken the order. Rejects with the browser's reason. */
  async navigate(tabId: number, url: string): Promise<void> {
    const end = await this.#consent(tabId);
    if (end === undefined) return this.#browser.navigate(tabId, url);
    const underWay = this.#whenUnderWay(tabId, end);
    await this.#browser.navigate(tabId, url).catch((error: unknown) => {
      underWay();
      throw error;
    });
  }

  /** Calls off a navigation whose answer has not come yet, or what a page still loads; nothing else in a browser does. */
  async callOff(tabId: number): Promise<void> {
    const hold = await this.#hold(tabId);
    await hold?.send('Page.stopLoading').catch(() => undefined); // it has arrived, or its tab is gone
    await hold?.release();
  }

  /** Answers the question for the user until the returned function is called; undefined when there will be none. */
  async #consent(tabId: number): Promise<(() => void) | undefined> {
    if ((await this.#browser.wasTouched(tabId)) === false) return undefined;
    await this.#browser.silenceQuestion(tabId);
    const hold = await this.#hold(tabId);
    if (hold === undefined) return undefined;
    hold.onEvent((event) => answerYes(hold, event));
    // Not waited for: a page that is busy answers late, but from here on the browser tells of its dialogs.
    hold.send('Page.enable').catch(() => undefined);
    return () => {
      // Matters only to those who stay attached.
      hold.send('Page.disable').catch(() => undefined);
      void hold.release();
    };
  }

  /** Undefined where the browser refuses a debugger, as it does on pages of its own. */
  #hold(tabId: number): Promise<DebuggerHold | undefined> {
    return this.#debuggers.hold(tabId, AbortSignal.timeout(ATTACH_MS)).catch(() => undefined);
  }

  /** Calls `end` when the page has been left, or has had time enough to ask. Returns the function that calls it at once. */
  #whenUnderWay(tabId: number, end: () => void): () => void {
    const finish = (): void => {
      clearTimeout(timer);
      unsubscribe();
      end();
    };
    const timer = setTimeout(finish, QUESTION_MS);
    const unsubscribe = this.#browser.onEvent((event) => {
      if (event.tabId === tabId && UNDER_WAY.includes(event.type)) finish();
    });
    return finish;
  }
}

function answerYes(hold: DebuggerHold, { method, params, target }: DebuggerEvent): void {
  if (method !== 'Page.javascriptDialogOpening' || !isRecord(params) || params.type !== 'beforeunload') return;
  // The user may have been faster.
  hold.send('Page.handleJavaScriptDialog', { accept: true }, target.sessionId).catch(() => undefined);
}
