import { OttoError } from '@otto/protocol';
import type { PageAnswer } from '../../page/page-answer';
import type { PageReaders, ReaderName } from '../../page/page-requests';
import { untilAborted } from '../../runtime/until-aborted';
import { PageReplaced, isPageReplaced, isUnloaded, toPageError } from './page-access';
import { PAGE_BUNDLES } from './page-bundles';

/** The tab to read, for as long as the command runs. */
export interface ReadTab {
  readonly tabId: number;
  readonly tabSessionId?: string | undefined;
  readonly signal: AbortSignal;
}

/** A page that leaves for another one while it is read is read again where it arrives, this many times. */
const ATTEMPTS = 3;
/** This run of the worker. Readers of earlier runs are replaced, since they may come from an older version of the extension. */
const RUN = crypto.randomUUID();

/**
 * Asks a reader in the page. Its bundle is put into the page's isolated world on first use and found there afterwards, so
 * that later questions cost one call. Waits until the document is there; aborts with the signal's reason.
 * Throws `restricted_page`, `navigation_failed`, `tab_session_closed`, `page_crashed`, and what the reader itself answers.
 */
export async function askPage<N extends ReaderName>(
  tab: ReadTab,
  reader: N,
  request: PageReaders[N]['request'],
): Promise<PageReaders[N]['answer']> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilAborted(askOnce(tab.tabId, reader, request), tab.signal);
    } catch (thrown) {
      tab.signal.throwIfAborted();
      if (await isUnloaded(tab.tabId)) throw new OttoError('page_crashed');
      if (!isPageReplaced(thrown) || attempt === ATTEMPTS) throw toPageError(thrown, tab.tabSessionId);
    }
  }
}

/** Puts one more bundle into the page. */
export async function addBundle(tab: ReadTab, bundle: keyof typeof PAGE_BUNDLES): Promise<void> {
  try {
    await untilAborted(inject(tab.tabId, PAGE_BUNDLES[bundle]), tab.signal);
  } catch (thrown) {
    tab.signal.throwIfAborted();
    throw toPageError(thrown, tab.tabSessionId);
  }
}

async function askOnce<N extends ReaderName>(
  tabId: number,
  reader: N,
  request: PageReaders[N]['request'],
): Promise<PageReaders[N]['answer']> {
  const file = PAGE_BUNDLES[reader];
  let answer = await call(tabId, reader, request, false);
  if (!answer) {
    await inject(tabId, file);
    answer = await call(tabId, reader, request, true);
  }
  // What was put into the page is gone with it, or its answer is.
  if (!answer) throw new PageReplaced();
  if ('failure' in answer) throw new OttoError(answer.failure.code, answer.failure.details);
  return answer.value;
}

async function inject(tabId: number, file: string): Promise<void> {
  await chrome.scripting.executeScript({ target: { tabId }, files: [file] });
}

/** Undefined when the page holds no such reader, or one that an earlier run of the worker put there. */
async function call<N extends ReaderName>(
  tabId: number,
  reader: N,
  request: PageReaders[N]['request'],
  isFresh: boolean,
): Promise<PageAnswer<PageReaders[N]['answer']> | undefined> {
  const [frame] = await chrome.scripting.executeScript({
    target: { tabId },
    func: callReader,
    args: [reader, RUN, withoutUndefined(request), isFresh],
  });
  // null is what Chromium makes of undefined on its way here.
  return (frame?.result as PageAnswer<PageReaders[N]['answer']> | null | undefined) ?? undefined;
}

/** Runs in the page: sees nothing of this file. */
function callReader(name: ReaderName, run: string, request: unknown, isFresh: boolean): unknown {
  const reader = globalThis.ottoReaders?.[name];
  if (!reader || (!isFresh && reader.placedBy !== run)) return undefined;
  reader.placedBy = run;
  return reader.read(request);
}

/** executeScript takes JSON only, and refuses undefined. */
function withoutUndefined<T extends object>(request: T): T {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as T;
}
