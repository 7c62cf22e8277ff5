import type { Camera } from './camera';

/** The tabs of this browser, as far as pictures are made of them. */
export const chromeCamera: Camera = {
  async look(tabId) {
    const tab = await chrome.tabs.get(tabId).catch(() => undefined);
    if (tab === undefined) return undefined;
    const { url = '', windowId, active } = tab;
    const window = active ? await chrome.windows.get(windowId).catch(() => undefined) : undefined;
    return { url, windowId, isInFront: window !== undefined && window.state !== 'minimized' };
  },

  async captureWindow(windowId, { format, quality }) {
    const url = await chrome.tabs.captureVisibleTab(windowId, { format, ...(quality !== undefined && { quality }) });
    return url.slice(url.indexOf(',') + 1);
  },

  onFrontChange(listener) {
    const onActivated = ({ windowId }: { windowId: number }): void => listener(windowId);
    chrome.tabs.onActivated.addListener(onActivated);
    return () => chrome.tabs.onActivated.removeListener(onActivated);
  },

  onAddressChange(tabId, listener) {
    const onUpdated = (updated: number, { url }: { url?: string | undefined }): void => {
      if (updated === tabId && url !== undefined) listener();
    };
    chrome.tabs.onUpdated.addListener(onUpdated);
    return () => chrome.tabs.onUpdated.removeListener(onUpdated);
  },
};
