import type { FromLink, ToLink } from '../link/link-messages';
import type { WorkerPort } from '../link/worker-channel';
import type { LinkPort } from '../worker/link-host';
import { OFFSCREEN_PATH } from './chrome-document';

/**
 * Above this size a frame takes the way of service worker messages, which copies it: a chrome.runtime port serialises it as
 * JSON and hands it through the browser process, 60 ms a megabyte against 5. Below it the port is faster.
 */
const LARGE_CHARS = 16 * 1024;

/** The part of a service worker's global scope that the DOM's types do not know. */
interface WorkerScope {
  readonly clients: {
    matchAll(options: {
      type: 'all';
      includeUncontrolled: boolean;
    }): Promise<{ url: string; postMessage(message: unknown): void }[]>;
  };
}

/** The worker's end of the line that the offscreen document has opened. */
export function workerEnd(port: chrome.runtime.Port): LinkPort {
  return {
    post: (message: ToLink) => {
      if (charsOf(message) > LARGE_CHARS) void postLarge(message).catch(() => port.postMessage(message));
      else port.postMessage(message);
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

async function postLarge(message: ToLink): Promise<void> {
  const { clients } = globalThis as unknown as WorkerScope;
  const pages = await clients.matchAll({ type: 'all', includeUncontrolled: true });
  const document = pages.find(({ url }) => new URL(url).pathname === `/${OFFSCREEN_PATH}`);
  if (document === undefined) throw new Error('the offscreen document is gone');
  document.postMessage(message);
}
