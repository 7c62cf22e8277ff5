import type { OttoError } from '@otto/protocol';
import type { LinkReport } from './link/link-report';
import type { MissingPart } from './missing-parts';

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
  /** The browser's id of the tab of that session. */
  tabId?: number;
  clientId?: string;
  /** ms since 1970. */
  startedAt: number;
}

export interface RunningListener {
  /** Of its subscribe. */
  requestId: string;
  /** Whose traffic it captures. */
  site: string;
  tabSessionId: string;
  /** The browser's id of that tab. */
  tabId: number;
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
  /** In the state version_mismatch: what relay and extension cannot do together, while all else works. */
  missing?: MissingPart[];
  running?: RunningCommand[];
  listeners?: RunningListener[];
  /** How many clients ask for the node and wait for a decision; see AccessList. */
  requests?: number;
}

export function showError({ code, message, hint }: OttoError): ShownError {
  return { code, message, hint };
}

/** Whether commands reach the node. */
export function isConnected({ state, missing }: NodeStatus): boolean {
  return state === 'authenticated_connected' || (state === 'version_mismatch' && missing !== undefined);
}

/** Whether who has the node can be seen and decided here. */
export function offersAccess(status: NodeStatus): boolean {
  const isMissing = status.missing?.some(({ what }) => what === 'controller.access') === true;
  return !isMissing && (status.state.startsWith('authenticated_') || isConnected(status));
}

export interface NodeFacts {
  readonly nodeId: string;
  readonly relayUrl?: string | undefined;
  /** What the offscreen document said last; none has spoken yet when missing. */
  readonly link?: LinkReport | undefined;
  readonly running: readonly RunningCommand[];
  readonly listeners?: readonly RunningListener[];
  readonly requests?: number;
}

/** The state of the node as people see it, from what is known of it. */
export function describeNode({ nodeId, relayUrl, link, running, listeners = [], requests = 0 }: NodeFacts): NodeStatus {
  return {
    state: stateOf(relayUrl, link),
    nodeId,
    ...(relayUrl !== undefined && { relayUrl }),
    ...(link?.phase === 'waiting_for_approval' && { code: link.code, codeExpiresAt: link.expiresAt }),
    ...(link?.phase === 'connected' && link.missing && { missing: link.missing }),
    ...(link?.error !== undefined && { error: link.error }),
    ...(running.length > 0 && { running: [...running] }),
    ...(listeners.length > 0 && { listeners: [...listeners] }),
    ...(requests > 0 && { requests }),
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
      return link.missing === undefined ? 'authenticated_connected' : 'version_mismatch';
    case 'halted':
      return 'error';
    case 'unconfigured':
    case undefined:
      return relayUrl === undefined ? 'needs_relay_url' : 'authenticated_connecting';
  }
}
