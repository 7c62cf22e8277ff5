import { useEffect, useSyncExternalStore } from 'react';
import type { AccessList } from '../runtime/access-list';
import { isConnected, type NodeStatus } from '../runtime/node-status';
import { askWorker } from './ask-worker';
import { StoredValue } from './stored-value';

const status = new StoredValue<NodeStatus>('session', 'status');
const access = new StoredValue<AccessList>('session', 'access');
const logStream = new StoredValue<boolean>('local', 'logStream');

/** What the worker says of the node, as it changes; undefined until the worker has spoken. */
export function useNodeStatus(): NodeStatus | undefined {
  return useSyncExternalStore(status.subscribe, status.current);
}

/** Whether the extension sends its log to the relay. */
export function useLogStream(): boolean {
  return useSyncExternalStore(logStream.subscribe, logStream.current) ?? false;
}

/** Who has the node and who asks for it; the relay is asked anew when the page opens and when the node has arrived there. */
export function useAccess(status: NodeStatus | undefined): AccessList | undefined {
  const isThere = status !== undefined && isConnected(status);
  useEffect(() => {
    if (isThere) void askWorker({ ui: 'refreshAccess' });
  }, [isThere]);
  return useSyncExternalStore(access.subscribe, access.current);
}
