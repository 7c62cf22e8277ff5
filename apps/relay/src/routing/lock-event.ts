import type { RelayEvent } from '@otto/protocol';
import type { ControllerLease } from './node-tabs';

export type LockEventType = 'lock_acquired' | 'lock_renewed' | 'lock_released' | 'lock_expired' | 'lock_conflict';

/** What controllers are told of a lease. */
export function lockEvent(type: LockEventType, { request, expiresAt }: ControllerLease): RelayEvent {
  return {
    type,
    targetNodeId: request.nodeId,
    tabSessionId: request.tabSessionId,
    lockOwnerControllerId: request.owner.controllerId,
    lockLeaseMs: request.leaseMs,
    lockExpiresAt: new Date(expiresAt).toISOString(),
  };
}
