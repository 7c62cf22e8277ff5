import type { PageEvent } from '../tabs/browser-tabs';

type Listener = (event: PageEvent) => void;
type Details = Pick<chrome.webNavigation.WebNavigationFramedCallbackDetails, 'tabId' | 'url' | 'frameId'>;

const listeners = new Set<Listener>();
const MAIN_FRAME = 0;
const ABORTED = 'net::ERR_ABORTED';
/** The documentId of what never became a document. */
const NO_DOCUMENT = /^0*$/;

const { webNavigation, tabs } = chrome;
const onStarted = (details: Details): void => tellMain(details, 'started');
const onCommitted = (details: Details): void => tellMain(details, 'committed');
const onParsed = (details: Details): void => tellMain(details, 'parsed');
const onLoaded = (details: Details): void => tellMain(details, 'loaded');
const onMoved = (details: Details): void => tellMain(details, 'moved');
const onUpdated = (tabId: number, { status }: { readonly status?: string }, { url = '' }: chrome.tabs.Tab): void => {
  if (status === 'complete') tell({ type: 'rested', tabId, url });
};
const onClosed = (tabId: number): void => tell({ type: 'closed', tabId });

function onErrorOccurred(details: Details & { error: string; documentId?: string }): void {
  const { frameId, tabId, url, error: reason, documentId = '' } = details;
  if (frameId !== MAIN_FRAME) return;
  if (reason !== ABORTED) tell({ type: 'failed', tabId, url, reason });
  else if (NO_DOCUMENT.test(documentId)) tell({ type: 'aborted', tabId, url, reason });
  else tell({ type: 'stopped', tabId, url });
}

/**
 * Tells what happens to the pages of all tabs. Listens to the browser only while somebody listens here: a listener that
 * stays would start the worker for every page that the user opens.
 */
export function onPageEvent(listener: Listener): () => void {
  if (listeners.size === 0) listen();
  listeners.add(listener);
  return () => {
    if (listeners.delete(listener) && listeners.size === 0) unlisten();
  };
}

function listen(): void {
  webNavigation.onBeforeNavigate.addListener(onStarted);
  webNavigation.onCommitted.addListener(onCommitted);
  webNavigation.onDOMContentLoaded.addListener(onParsed);
  webNavigation.onCompleted.addListener(onLoaded);
  webNavigation.onReferenceFragmentUpdated.addListener(onMoved);
  webNavigation.onHistoryStateUpdated.addListener(onMoved);
  webNavigation.onErrorOccurred.addListener(onErrorOccurred);
  tabs.onUpdated.addListener(onUpdated);
  tabs.onRemoved.addListener(onClosed);
}

function unlisten(): void {
  webNavigation.onBeforeNavigate.removeListener(onStarted);
  webNavigation.onCommitted.removeListener(onCommitted);
  webNavigation.onDOMContentLoaded.removeListener(onParsed);
  webNavigation.onCompleted.removeListener(onLoaded);
  webNavigation.onReferenceFragmentUpdated.removeListener(onMoved);
  webNavigation.onHistoryStateUpdated.removeListener(onMoved);
  webNavigation.onErrorOccurred.removeListener(onErrorOccurred);
  tabs.onUpdated.removeListener(onUpdated);
  tabs.onRemoved.removeListener(onClosed);
}

function tellMain(
  { frameId, tabId, url }: Details,
  type: 'started' | 'committed' | 'parsed' | 'loaded' | 'moved',
): void {
  if (frameId === MAIN_FRAME) tell({ type, tabId, url });
}

function tell(event: PageEvent): void {
  for (const listener of [...listeners]) listener(event);
}
