import type { Port } from '../link/port';

/** A chrome.runtime port as one end of a line. */
export function chromePort<Outgoing, Incoming>(port: chrome.runtime.Port): Port<Outgoing, Incoming> {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener((message: Incoming) => listener(message)),
    onGone: (listener) => port.onDisconnect.addListener(() => listener()),
  };
}
