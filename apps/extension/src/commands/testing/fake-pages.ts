import { stopWaiting } from '../page/await-selector';
import { installDeepQuery } from '../page/deep-query';
import { keepErrors, takeError } from '../page/keep-errors';
import type { PageDocument, PageScript, Pages } from '../runtime/pages';

type Run = (script: PageScript) => unknown;

const OF_RUNTIME = new Set<unknown>([keepErrors, installDeepQuery, stopWaiting]);

/** The main documents of tabs. Functions that a page is to run are called as they are; those of the runtime do nothing. */
export class FakePages implements Pages {
  readonly ran: string[] = [];
  /** What the page makes of a function; by default it is called. */
  onRun: Run = ({ func, args }) => func(...(args as never[]));
  /** What the page keeps of the last error. */
  lastError = '';
  readonly #documents = new Map<number, PageDocument>();
  readonly #listeners = new Map<() => void, number>();
  #lastId = 0;

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The tab shows another document. */
  show(tabId: number, url: string, isErrorPage = false): void {
    this.#documents.set(tabId, { documentId: `doc-${++this.#lastId}`, url, isErrorPage });
    this.#tell(tabId);
  }

  close(tabId: number): void {
    this.#documents.delete(tabId);
    this.#tell(tabId);
  }

  current(tabId: number): Promise<PageDocument | undefined> {
    return Promise.resolve(this.#documents.get(tabId));
  }

  async run(tabId: number, documentId: string, script: PageScript): Promise<unknown> {
    if (this.#documents.get(tabId)?.documentId !== documentId) {
      throw new Error(`No document with id ${documentId} in tab with id ${tabId}`);
    }
    this.ran.push(`${script.func.name} in ${documentId}`);
    if (script.func === takeError) return this.lastError;
    if (OF_RUNTIME.has(script.func)) return true;
    try {
      return (await this.onRun(script)) ?? null;
    } catch {
      return null;
    }
  }

  onChange(tabId: number, listener: () => void): () => void {
    this.#listeners.set(listener, tabId);
    return () => this.#listeners.delete(listener);
  }

  #tell(tabId: number): void {
    for (const [listener, of] of [...this.#listeners]) if (of === tabId) listener();
  }
}
