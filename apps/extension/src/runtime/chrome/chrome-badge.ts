import type { NodeState, NodeStatus } from '../node-status';
import type { Badge } from '../worker/status-publisher';

const BADGES: Readonly<Record<NodeState, { text: string; color: string; says: string }>> = {
  needs_relay_url: { text: '', color: '#6b7280', says: 'no relay yet' },
  requesting_pairing_code: { text: '…', color: '#b45309', says: 'asking for a pairing code' },
  waiting_for_pair_approval: { text: 'pair', color: '#b45309', says: 'waiting for approval' },
  authenticated_disconnected: { text: 'off', color: '#6b7280', says: 'disconnected' },
  authenticated_connecting: { text: '…', color: '#b45309', says: 'connecting' },
  authenticated_connected: { text: 'on', color: '#15803d', says: 'connected' },
  version_mismatch: { text: '!', color: '#b91c1c', says: 'the relay speaks another version' },
  error: { text: '!', color: '#b91c1c', says: 'needs attention' },
};

/** The badge on the extension's button. */
export const chromeBadge: Badge = {
  show({ state, running }: NodeStatus) {
    const { text, color, says } = BADGES[state];
    const working = running === undefined ? '' : `, running ${running.length}`;
    void chrome.action.setBadgeText({ text });
    void chrome.action.setBadgeBackgroundColor({ color });
    void chrome.action.setTitle({ title: `Otto: ${says}${working}` });
  },
};
