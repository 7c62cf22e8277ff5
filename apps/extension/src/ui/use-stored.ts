import { useSyncExternalStore } from 'react';
import type { NodeStatus } from '../runtime/node-status';
import { StoredValue } from './stored-value';

const status = new StoredValue<NodeStatus>('session', 'status');
const logStream = new StoredValue<boolean>('local', 'logStream');

/** What the worker says of the node, as it changes; undefined until the worker has spoken. */
export function useNodeStatus(): NodeStatus | undefined {
  return useSyncExternalStore(status.subscribe, status.current);
}

/** Whether the extension sends its log to the relay. */
export function useLogStream(): boolean {
  return useSyncExternalStore(logStream.subscribe, logStream.current) ?? false;
}
