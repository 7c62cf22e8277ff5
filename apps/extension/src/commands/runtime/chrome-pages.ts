import type { Pages } from './pages';

interface FrameEvent {
  readonly tabId: number;
  readonly frameId: number;
}

const MAIN_FRAME = 0;

/** The pages of this browser; functions run in the isolated world, where the page's own scripts reach nothing. */
export const chromePages: Pages = {
  async current(tabId) {
    const frame = await chrome.webNavigation.getFrame({ tabId, frameId: MAIN_FRAME });
    return frame ? { documentId: frame.documentId, url: frame.url, isErrorPage: frame.errorOccurred } : undefined;
  },

  async run(tabId, documentId, { func, args, isImmediate = false }) {
    const [frame] = await chrome.scripting.executeScript({
      target: { tabId, documentIds: [documentId] },
      func: func as (...given: unknown[]) => unknown,
      args: [...args],
      injectImmediately: isImmediate,
    });
    return frame?.result;
  },

  onChange(tabId, listener) {
    const { onCommitted, onErrorOccurred } = chrome.webNavigation;
    const { onRemoved } = chrome.tabs;
    const onFrame = (event: FrameEvent): void => {
      if (event.tabId === tabId && event.frameId === MAIN_FRAME) listener();
    };
    const onTab = (closed: number): void => {
      if (closed === tabId) listener();
    };
    onCommitted.addListener(onFrame);
    onErrorOccurred.addListener(onFrame);
    onRemoved.addListener(onTab);
    return () => {
      onCommitted.removeListener(onFrame);
      onErrorOccurred.removeListener(onFrame);
      onRemoved.removeListener(onTab);
    };
  },
};
