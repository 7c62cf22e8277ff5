import { DebuggerFailure } from './debugger-failure';
import type { DebuggerPort } from './debugger-port';

const PROTOCOL_VERSION = '1.3';

/** chrome.debugger of this browser. */
export const chromeDebugger: DebuggerPort = {
  attach: async (tabId) => api().attach({ tabId }, PROTOCOL_VERSION),
  detach: async (tabId) => api().detach({ tabId }),

  async send({ tabId, sessionId }, method, params) {
    // Chromium before 125 knows no sessions, and refuses what it does not know.
    const target = sessionId === undefined ? { tabId } : { tabId, sessionId };
    return api().sendCommand(target, method, { ...params });
  },

  async attachedTabs() {
    const targets = await api().getTargets();
    return targets.flatMap(({ attached, tabId }) => (attached && tabId !== undefined ? [tabId] : []));
  },

  onEvent(listener) {
    if (isAvailable()) {
      chrome.debugger.onEvent.addListener(({ tabId, sessionId }, method, params) => {
        if (tabId !== undefined) listener({ tabId, sessionId }, method, params);
      });
    }
  },

  onDetach(listener) {
    if (isAvailable()) {
      chrome.debugger.onDetach.addListener(({ tabId }, reason) => {
        if (tabId !== undefined) listener(tabId, reason);
      });
    }
  },
};

/** An administrator can take the permission away, and the namespace with it, whatever its type says. */
function isAvailable(): boolean {
  return (chrome as { debugger?: unknown }).debugger !== undefined;
}

function api(): typeof chrome.debugger {
  if (!isAvailable()) throw new DebuggerFailure('unavailable', 'the browser offers no debugger');
  return chrome.debugger;
}
