import type { OffscreenDocument } from '../worker/link-host';

export const OFFSCREEN_PATH = 'tabs/offscreen.html';

/** The offscreen document of the extension. */
export const chromeDocument: OffscreenDocument = {
  async exists() {
    const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    return contexts.length > 0;
  },
  async create() {
    await chrome.offscreen.createDocument({
      url: OFFSCREEN_PATH,
      reasons: ['WORKERS'],
      justification: 'Holds the connection to the relay, which has to outlive the service worker.',
    });
  },
};

/** Whether a port was opened by that document, and not by a page that Otto runs scripts in. */
export function isFromDocument({ sender }: chrome.runtime.Port): boolean {
  return sender?.url === chrome.runtime.getURL(OFFSCREEN_PATH);
}

/** Whether a message comes from a page of the extension itself. */
export function isFromExtensionPage({ id, origin }: chrome.runtime.MessageSender): boolean {
  return id === chrome.runtime.id && origin === new URL(chrome.runtime.getURL('')).origin;
}
