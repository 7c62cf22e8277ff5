import { untilAborted } from '../until-aborted';
import type { DebuggerPort } from './debugger-port';
import { TabDebugger, type DebuggerHold } from './tab-debugger';

/**
 * The debuggers of all tabs. A tab has one at most, shared by everybody who needs it: the first to come attaches it, the
 * last to leave detaches it, and the browser's note that a tab is being debugged shows for no longer than that.
 */
export class DebuggerSessions {
  readonly #port: DebuggerPort;
  readonly #tabs = new Map<number, TabDebugger>();
  /** What is being detached, by tab: the browser attaches nobody before that is over. */
  readonly #leaving = new Map<number, Promise<void>>();
  readonly #leftoversGone: Promise<void>;

  constructor(port: DebuggerPort) {
    this.#port = port;
    port.onEvent((target, method, params) => this.#tabs.get(target.tabId)?.hear({ target, method, params }));
    port.onDetach((tabId, reason) => this.#tabs.get(tabId)?.lose(reason));
    this.#leftoversGone = this.#detachLeftovers();
  }

  /** How many tabs have one. */
  get size(): number {
    return this.#tabs.size;
  }

  /**
   * A share in the debugger of a tab, to be released. Rejects with the signal's reason when that aborts first.
   *
   * @throws DebuggerFailure when it cannot be attached
   */
  async hold(tabId: number, signal: AbortSignal): Promise<DebuggerHold> {
    const tab = this.#tab(tabId);
    const hold = tab.join();
    try {
      await untilAborted(tab.attached, signal);
      return hold;
    } catch (error) {
      // Not waited for: an attachment that takes too long to come would take as long to go.
      void hold.release();
      throw error;
    }
  }

  /**
   * Holds the debugger of a tab while `use` runs, which need not wait until it is attached: its first commands follow on
   * the heels of the order to attach, and fail with the reason when that is refused. Nobody waits for the detaching but
   * whoever comes next. Rejects with the signal's reason when that aborts first. Errors: those of `hold` and `use`.
   */
  async use<T>(tabId: number, signal: AbortSignal, use: (hold: DebuggerHold) => Promise<T>): Promise<T> {
    const hold = this.#tab(tabId).join();
    const made = await untilAborted(use(hold), signal).catch((error: unknown) => {
      void hold.release();
      throw error;
    });
    // Behind what is made of it: the browser takes messages in turn, and detaching holds the next one up.
    setTimeout(() => void hold.release());
    return made;
  }

  #tab(tabId: number): TabDebugger {
    return this.#tabs.get(tabId) ?? this.#open(tabId);
  }

  #open(tabId: number): TabDebugger {
    const before = Promise.all([this.#leftoversGone, this.#leaving.get(tabId)]);
    const tab = new TabDebugger(this.#port, tabId, {
      before,
      onOver: (detached) => this.#over(tabId, tab, detached),
    });
    this.#tabs.set(tabId, tab);
    return tab;
  }

  #over(tabId: number, tab: TabDebugger, detached: Promise<void>): void {
    if (this.#tabs.get(tabId) !== tab) return;
    this.#tabs.delete(tabId);
    this.#leaving.set(tabId, detached);
    void detached.then(() => {
      if (this.#leaving.get(tabId) === detached) this.#leaving.delete(tabId);
    });
  }

  /**
   * Attachments outlive the worker that made them, and so do the requests that they hold up. Whatever an earlier life of
   * the worker left behind is given back to its page; the browser refuses that for what others have attached.
   */
  async #detachLeftovers(): Promise<void> {
    const tabIds = await this.#port.attachedTabs().catch(() => []);
    await Promise.allSettled(tabIds.map((tabId) => this.#port.detach(tabId)));
  }
}
