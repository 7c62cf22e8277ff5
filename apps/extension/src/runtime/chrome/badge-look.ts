import { isConnected, type NodeState, type NodeStatus } from '../node-status';

/** How the badge on the extension's button looks, and what its tooltip says. */
export interface Look {
  readonly text: string;
  readonly color: string;
  readonly says: string;
}

const BADGES: Readonly<Record<NodeState, Look>> = {
  needs_relay_url: { text: '', color: '#6b7280', says: 'no relay yet' },
  requesting_pairing_code: { text: '…', color: '#b45309', says: 'asking for a pairing code' },
  waiting_for_pair_approval: { text: 'pair', color: '#b45309', says: 'waiting for approval' },
  authenticated_disconnected: { text: 'off', color: '#6b7280', says: 'disconnected' },
  authenticated_connecting: { text: '…', color: '#b45309', says: 'connecting' },
  authenticated_connected: { text: 'on', color: '#15803d', says: 'connected' },
  version_mismatch: { text: '!', color: '#b91c1c', says: 'relay and extension do not match' },
  error: { text: '!', color: '#b91c1c', says: 'needs attention' },
};

/** While all is well, who asks for access is what a person has to know. */
export function badgeLook(status: NodeStatus): Look {
  const { state, requests = 0 } = status;
  if (!isConnected(status) || requests === 0) return BADGES[state];
  const says = requests === 1 ? 'a program asks for access' : `${requests} programs ask for access`;
  return { text: String(requests), color: '#6d28d9', says };
}
