import type { NodeStatus } from '../node-status';
import type { Badge } from '../worker/status-publisher';
import { badgeLook } from './badge-look';

/** The badge on the extension's button. */
export const chromeBadge: Badge = {
  show(status: NodeStatus) {
    const { text, color, says } = badgeLook(status);
    const { running } = status;
    const working = running === undefined ? '' : `, running ${running.length}`;
    void chrome.action.setBadgeText({ text });
    void chrome.action.setBadgeBackgroundColor({ color });
    void chrome.action.setTitle({ title: `Otto: ${says}${working}` });
  },
};
