import type { FromLink, ToLink } from '../link/link-messages';
import type { WorkerPort } from '../link/worker-channel';
import type { LinkPort } from '../worker/link-host';
import { OFFSCREEN_PATH } from './chrome-document';

/**
 * Above this size a frame takes the way of service worker messages, which copies it: a chrome.runtime port serialises it as
 * JSON and hands it through the browser process, 60 ms a megabyte against 5. Below it the port is faster.
 */
const LARGE_CHARS = 16 * 1024;

/** A page of the extension, as its service worker sees it. */
interface WorkerClient {
  readonly url: string;
  postMessage(message: unknown): void;
}

/** The part of a service worker's global scope that the DOM's types do not know. */
interface WorkerScope {
  readonly clients: {
    matchAll(options: { type: 'all'; includeUncontrolled: boolean }): Promise<WorkerClient[]>;
  };
}

/** The worker's end of the line that the offscreen document has opened. */
export function workerEnd(port: chrome.runtime.Port): LinkPort {
  // A line and the document that opened it end together, so it is looked for once.
  let document: Promise<WorkerClient> | undefined;
  const postLarge = async (message: ToLink): Promise<void> =>
    (await (document ??= findDocument())).postMessage(message);
  return {
    post: (message: ToLink) => {
      if (charsOf(message) <= LARGE_CHARS) return port.postMessage(message);
      postLarge(message).catch(() => {
        document = undefined;
        port.postMessage(message);
      });
    },
    onMessage: (listener) => port.onMessage.addListener((message: FromLink) => listener(message)),
    onGone: (listener) => port.onDisconnect.addListener(() => listener()),
  };
}

/** The document's end. Opening it starts the worker where it is not running. */
export function documentEnd(name: string): WorkerPort {
  const port = chrome.runtime.connect({ name });
  return {
    post: (message: FromLink) => port.postMessage(message),
    onMessage: (listener) => {
      port.onMessage.addListener((message: ToLink) => listener(message));
      navigator.serviceWorker.onmessage = ({ data }: MessageEvent<ToLink>) => listener(data);
    },
    onGone: (listener) => port.onDisconnect.addListener(() => listener()),
  };
}

function charsOf(message: ToLink): number {
  if (message.type === 'answer') return message.text.length;
  return message.type === 'events' ? message.texts.reduce((sum, { length }) => sum + length, 0) : 0;
}

async function findDocument(): Promise<WorkerClient> {
  const { clients } = globalThis as unknown as WorkerScope;
  const pages = await clients.matchAll({ type: 'all', includeUncontrolled: true });
  const document = pages.find(({ url }) => new URL(url).pathname === `/${OFFSCREEN_PATH}`);
  if (document === undefined) throw new Error('the offscreen document is gone');
  return document;
}
