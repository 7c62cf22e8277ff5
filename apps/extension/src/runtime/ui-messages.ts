import type { AccessDecision } from './access-list';
import type { ShownError } from './node-status';

/**
 * What popup and options page ask of the worker, through chrome.runtime.sendMessage. Everything that follows from it shows
 * in the NodeStatus, so the answers only say whether the request was taken.
 */
export type UiRequest =
  /** Be connected from now on, also after a restart of the browser; tries at once if it is waiting to try again. */
  | { ui: 'connect' }
  /** Be disconnected from now on, also after a restart. */
  | { ui: 'disconnect' }
  /** Work with this relay; leaving another one drops its tokens. Errors: `invalid_url`, `invalid_url_scheme`. */
  | { ui: 'setRelayUrl'; relayUrl: string }
  /** Drop the pending pairing code and ask for another. */
  | { ui: 'newCode' }
  /** Drop tokens and node id: the node starts over as a new one. */
  | { ui: 'forgetNode' }
  | { ui: 'setLogStream'; enabled: boolean }
  /** Stop a running command; its controller gets the outcome cancelled. */
  | { ui: 'stopCommand'; requestId: string }
  /** Stop a listener; its subscriber is told so with the last update. */
  | { ui: 'stopListener'; requestId: string }
  /** Look again who has the node and who asks for it. */
  | { ui: 'refreshAccess' }
  /** Errors: `client_not_found`, `clientId_and_grant_required` (no host among the sites), `relay_unreachable`, ... */
  | ({ ui: 'decideAccess' } & AccessDecision);

export type UiAnswer = { ok: true } | { ok: false; error: ShownError };

const REQUESTS: ReadonlySet<unknown> = new Set<UiRequest['ui']>([
  'connect',
  'disconnect',
  'setRelayUrl',
  'newCode',
  'forgetNode',
  'setLogStream',
  'stopCommand',
  'stopListener',
  'refreshAccess',
  'decideAccess',
]);

/** Whether a runtime message is one of these; other parts of the extension may use messages too. */
export function isUiRequest(message: unknown): message is UiRequest {
  return typeof message === 'object' && message !== null && REQUESTS.has((message as { ui?: unknown }).ui);
}
