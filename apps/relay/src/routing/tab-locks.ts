import { LIMITS, OttoError, type Envelope, type TabLockPayload, type TabUnlockPayload } from '@otto/protocol';
import { TabLockPayload as LockDto, TabUnlockPayload as UnlockDto, compileValidator } from '@otto/protocol/dto';
import type { Frame } from '../ws/frame';
import type { Session } from '../ws/session';
import type { Controller } from './controller';
import type { Controllers } from './controllers';
import type { GrantEnds } from './grant-ends';
import type { LeaseEvents } from './lease-events';
import { lockEvent } from './lock-event';
import { LockRequest } from './lock-request';
import type { NodeAccess } from './node-access';
import type { NodeDirectory } from './node-directory';

const lockOf = compileValidator<TabLockPayload>(LockDto);
const unlockOf = compileValidator<TabUnlockPayload>(UnlockDto);

/** Takes, renews and releases leases for controllers. */
export class TabLocks {
  constructor(
    private readonly controllers: Controllers,
    private readonly access: NodeAccess,
    private readonly directory: NodeDirectory,
    private readonly events: LeaseEvents,
    private readonly grantEnds: GrantEnds,
  ) {}

  /**
   * A `tab_lock`. The node need not be connected: a lease outlives its reconnect.
   *
   * @throws OttoError `missing_target_node`, `invalid_command`, `duplicate_request_id`, `acl_missing_node_grant`,
   * `tab_locked`, `tab_queue_overflow`, `controller_queue_overflow`; `lock_timeout` follows later
   */
  lock(session: Session, { envelope }: Frame): void {
    const controller = this.controllers.of(session);
    const payload = lockOf(envelope.payload);
    controller.requireUnused(envelope.requestId);
    const grant = this.access.require(controller.clientId, payload.targetNodeId);
    const lease = this.directory.find(payload.targetNodeId)?.tabs.lease(payload.tabSessionId);
    if (lease?.request.owner !== controller) controller.requireRoomForLease();
    const request = lockRequest(controller, envelope, payload);
    // Only now: a home that is made for nothing would stay.
    const outcome = this.directory.home(payload.targetNodeId).tabs.lock(request);
    if (outcome === 'waiting') controller.open(request);
    if (outcome !== 'conflict') return this.grantEnds.watch(controller, grant);
    if (lease !== undefined) controller.event(envelope, lockEvent('lock_conflict', lease));
    throw new OttoError('tab_locked', { nodeId: request.nodeId, tabSessionId: request.tabSessionId });
  }

  /** A `tab_unlock`. Throws `missing_target_node`, `invalid_command`, `lock_not_found`, `lock_not_owner`. */
  unlock(session: Session, { envelope }: Frame): void {
    const controller = this.controllers.of(session);
    const { targetNodeId: nodeId, tabSessionId } = unlockOf(envelope.payload);
    const home = this.directory.find(nodeId);
    if (home === undefined) throw new OttoError('lock_not_found', { nodeId, tabSessionId });
    const lease = home.tabs.heldBy(controller, tabSessionId);
    this.events.released(lease, envelope);
    home.tabs.unlock(lease);
  }
}

function lockRequest(owner: Controller, { requestId, traceId }: Envelope, payload: TabLockPayload): LockRequest {
  return new LockRequest(owner, {
    requestId,
    traceId,
    nodeId: payload.targetNodeId,
    tabSessionId: payload.tabSessionId,
    leaseMs: payload.lockLeaseMs ?? LIMITS.lockLeaseMs.default,
    waitPolicy: payload.waitPolicy ?? 'fail_fast',
    timeoutMs: payload.timeoutMs ?? LIMITS.commandTimeoutMs.default,
  });
}
