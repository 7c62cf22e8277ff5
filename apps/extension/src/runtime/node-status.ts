import type { OttoError } from '@otto/protocol';
import type { LinkReport } from './link/link-report';

export const NODE_STATES = [
  'needs_relay_url',
  'requesting_pairing_code',
  'waiting_for_pair_approval',
  'authenticated_disconnected',
  'authenticated_connecting',
  'authenticated_connected',
  'version_mismatch',
  'error',
] as const;
export type NodeState = (typeof NODE_STATES)[number];

/** An error as it is shown: to storage and messages an OttoError would lose everything but its own properties. */
export interface ShownError {
  code: string;
  message: string;
  hint: string;
}

export interface RunningCommand {
  requestId: string;
  action: string;
  tabSessionId?: string;
  clientId?: string;
  /** ms since 1970. */
  startedAt: number;
}

/** What popup, options page, badge and `otto node start` show of the node; published in chrome.storage.session. */
export interface NodeStatus {
  state: NodeState;
  nodeId?: string;
  relayUrl?: string;
  /** The pairing code to approve, while one is waiting. */
  code?: string;
  /** ms since 1970, by the relay's clock. */
  codeExpiresAt?: number;
  /** Why the node is not where it wants to be; it may be on its way there all the same. */
  error?: ShownError;
  running?: RunningCommand[];
}

export function showError({ code, message, hint }: OttoError): ShownError {
  return { code, message, hint };
}

export interface NodeFacts {
  readonly nodeId: string;
  readonly relayUrl?: string | undefined;
  /** What the offscreen document said last; none has spoken yet when missing. */
  readonly link?: LinkReport | undefined;
  readonly running: readonly RunningCommand[];
}

/** The state of the node as people see it, from what is known of it. */
export function describeNode({ nodeId, relayUrl, link, running }: NodeFacts): NodeStatus {
  return {
    state: stateOf(relayUrl, link),
    nodeId,
    ...(relayUrl !== undefined && { relayUrl }),
    ...(link?.phase === 'waiting_for_approval' && { code: link.code, codeExpiresAt: link.expiresAt }),
    ...(link?.error !== undefined && { error: link.error }),
    ...(running.length > 0 && { running: [...running] }),
  };
}

function stateOf(relayUrl: string | undefined, link: LinkReport | undefined): NodeState {
  if (link?.error?.code === 'unsupported_protocol_version') return 'version_mismatch';
  switch (link?.phase) {
    case 'requesting_code':
      return 'requesting_pairing_code';
    case 'waiting_for_approval':
      return 'waiting_for_pair_approval';
    case 'disconnected':
      return 'authenticated_disconnected';
    case 'connecting':
      return 'authenticated_connecting';
    case 'connected':
      return 'authenticated_connected';
    case 'halted':
      return 'error';
    case 'unconfigured':
    case undefined:
      return relayUrl === undefined ? 'needs_relay_url' : 'authenticated_connecting';
  }
}
