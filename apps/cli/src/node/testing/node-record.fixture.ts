import type { NodeRecord } from '../node-record';

/** A node that ran once; no process has such a mark. */
export function nodeRecord(parts: Partial<NodeRecord> = {}): NodeRecord {
  return {
    name: 'default',
    nodeId: 'node_one',
    relayUrl: 'ws://127.0.0.1:8787',
    profile: '/o/nodes/default/profile',
    logFile: '/o/nodes/default/node.log',
    headless: true,
    host: { pid: 2 ** 22, mark: 'gone' },
    browser: { name: 'Chromium', path: '/usr/bin/chromium', pid: 2 ** 22, mark: 'gone' },
    startedAt: 1,
    ...parts,
  };
}
