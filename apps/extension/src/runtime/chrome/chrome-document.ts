import type { OffscreenDocument } from '../worker/link-host';

export const OFFSCREEN_PATH = 'tabs/offscreen.html';
const KNOCK = 'otto.knock';
const GOODBYE = 'otto.goodbye';
const ANSWER_WITHIN_MS = 3_000;

/** The offscreen document of the extension. */
export const chromeDocument: OffscreenDocument = {
  async exists() {
    const contexts = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
    return contexts.length > 0;
  },
  async knock() {
    const answer: unknown = await Promise.race([
      chrome.runtime.sendMessage(KNOCK).catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS)),
    ]);
    return answer === KNOCK;
  },
  async create() {
    await chrome.offscreen.createDocument({
      url: OFFSCREEN_PATH,
      reasons: ['WORKERS'],
      justification: 'Holds the connection to the relay, which has to outlive the service worker.',
    });
  },
  async close() {
    await chrome.offscreen.closeDocument();
  },
};

/** The document's side of a knock. */
export function onKnock(answer: () => void): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
    if (message !== KNOCK || !isFromExtension(sender)) return;
    reply(KNOCK);
    answer();
  });
}

/** Wakes the worker, which finds that the document is gone. */
export function sayGoodbye(): void {
  void chrome.runtime.sendMessage(GOODBYE).catch(() => undefined);
}

/** Whether a port was opened by that document, and not by a page that Otto runs scripts in. */
export function isFromDocument({ sender }: chrome.runtime.Port): boolean {
  return sender?.url === chrome.runtime.getURL(OFFSCREEN_PATH);
}

/** Whether a message comes from worker or pages of the extension, and not from a script that it runs in somebody's page. */
export function isFromExtension({ id, url }: chrome.runtime.MessageSender): boolean {
  return id === chrome.runtime.id && url?.startsWith(chrome.runtime.getURL('')) === true;
}
