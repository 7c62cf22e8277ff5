import { NODE_ACTIONS } from './actions/registry';
import { SITE_BUNDLES } from './commands/registry';
import { validatePayload } from './generated/payload-validators';
import { chromeBadge } from './runtime/chrome/chrome-badge';
import { chromeDocument, isFromDocument, isFromExtension } from './runtime/chrome/chrome-document';
import { workerEnd } from './runtime/chrome/chrome-link';
import { chromeStore } from './runtime/chrome/chrome-store';
import { chromeTabs } from './runtime/chrome/chrome-tabs';
import { chromeDebugger } from './runtime/debugger/chrome-debugger';
import { LINK_PORT } from './runtime/link/link-messages';
import { isUiRequest } from './runtime/ui-messages';
import { IdentityStore } from './runtime/worker/identity';
import { NodeRuntime } from './runtime/worker/node-runtime';
import { UiRequests } from './runtime/worker/ui-requests';

// The service worker. Chrome starts it for an event and ends it when it likes, so every listener is registered at once, in
// this first turn, and everything else follows from them.
// Tokens are none of the business of scripts that run in web pages.
void chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });

const node = new NodeRuntime({
  actions: NODE_ACTIONS,
  bundles: SITE_BUNDLES,
  validate: (action, payload) => validatePayload(action, payload),
  browser: chromeTabs,
  debugger: chromeDebugger,
  local: chromeStore(chrome.storage.local),
  session: chromeStore(chrome.storage.session),
  document: chromeDocument,
  badge: chromeBadge,
});
const ui = new UiRequests({ node });
const WATCH = 'otto.watch';

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === LINK_PORT && isFromDocument(port)) node.attach(workerEnd(port));
});

chrome.runtime.onMessage.addListener((message: unknown, sender, reply) => {
  if (!isUiRequest(message) || !isFromExtension(sender)) return false;
  void ui.handle(message).then(reply);
  return true;
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && IdentityStore.isAbout(Object.keys(changes))) void node.identityChanged();
});

addEventListener('error', ({ error }) => node.broke(error));
addEventListener('unhandledrejection', ({ reason }) => node.broke(reason));

// The last words of an offscreen document wake a worker that was dead or asleep. One that goes without any is missed only
// by this look now and then, as often as the browser allows.
const start = (): void => void node.start();
chrome.alarms.onAlarm.addListener(start);
chrome.runtime.onStartup.addListener(start);
chrome.runtime.onInstalled.addListener(start);
void chrome.alarms.create(WATCH, { periodInMinutes: 0.5 });

start();
