import { OttoError } from '@otto/protocol';
import { delay } from '../../runtime/delay';
import type { Pages } from './pages';

/** How long the browser may take to tell what has taken the place of a document that has ended. */
const NEWS_MS = 500;
const LEFT = 'the page left for another one while the command worked in it';

interface Watched {
  readonly tabId: number;
  readonly tabSessionId: string;
  readonly documentId: string;
}

/** Notices when a tab shows a document no longer. */
export class DocumentWatch {
  /** Rejects with `tab_session_closed`, or with `navigation_failed` when there is another document. */
  readonly over: Promise<never>;
  readonly #unsubscribe: () => void;
  readonly #stopped = new AbortController();

  constructor(pages: Pages, { tabId, tabSessionId, documentId }: Watched) {
    let onOver: (error: OttoError) => void = () => undefined;
    this.over = new Promise((_, reject) => (onOver = reject));
    // As a rule nobody waits for it any more when it comes.
    this.over.catch(() => undefined);
    this.#unsubscribe = pages.onChange(tabId, () => {
      void pages.current(tabId).then((page) => {
        if (page === undefined) onOver(new OttoError('tab_session_closed', { tabSessionId }));
        else if (page.documentId !== documentId) onOver(pageLeft());
      });
    });
  }

  /** For a document that is known to have ended: rejects like `over`, as soon as the browser tells why. */
  async ended(signal: AbortSignal): Promise<never> {
    await Promise.race([this.over, delay(NEWS_MS, AbortSignal.any([signal, this.#stopped.signal]))]);
    throw pageLeft();
  }

  /** Has to be called in the end, whatever happens. */
  stop(): void {
    this.#unsubscribe();
    this.#stopped.abort();
  }
}

function pageLeft(): OttoError {
  return new OttoError('navigation_failed', { reason: LEFT });
}

export function isPageLeft(thrown: unknown): boolean {
  return thrown instanceof OttoError && thrown.details.reason === LEFT;
}
