import type { OperationLog } from '@otto/logs';
import { OttoError } from '@otto/protocol';
import type { Correlation } from './controller';
import { outcomeOfError } from './ending';
import { lockEvent, type LockEventType } from './lock-event';
import type { LockRequest } from './lock-request';
import type { ControllerLease, LeaseTeller } from './node-tabs';

/** Tells controllers and the log what becomes of leases. */
export class LeaseEvents implements LeaseTeller {
  constructor(private readonly log: Pick<OperationLog, 'write'>) {}

  acquired(lease: ControllerLease): void {
    const { owner } = lease.request;
    owner.close(lease.request);
    owner.heldLeases += 1;
    this.#tell('lock_acquired', lease);
  }

  renewed(lease: ControllerLease): void {
    this.#tell('lock_renewed', lease);
  }

  expired(lease: ControllerLease): void {
    lease.request.owner.heldLeases -= 1;
    this.#tell('lock_expired', lease);
  }

  /** `unlock` is what asked for it, and what the event answers, if anything did. */
  released(lease: ControllerLease, unlock?: Correlation): void {
    lease.request.owner.heldLeases -= 1;
    this.#tell('lock_released', lease, unlock);
  }

  waitTimedOut(request: LockRequest): void {
    const { nodeId, tabSessionId } = request;
    this.refused(request, new OttoError('lock_timeout', { nodeId, tabSessionId }));
    this.#write('lock_timeout', request, request);
  }

  /** A request that has waited is answered with an error. */
  refused(request: LockRequest, error: OttoError): void {
    const { owner, nodeId, tabSessionId } = request;
    owner.close(request);
    const payload = error.toPayload({ nodeId, tabSessionId, clientId: owner.clientId, stage: 'queue' });
    owner.reply('error', request, { ...payload, commandOutcome: outcomeOfError(payload) });
  }

  #tell(type: LockEventType, lease: ControllerLease, to: Correlation = lease.request): void {
    lease.request.owner.event(to, lockEvent(type, lease));
    this.#write(type, lease.request, to);
  }

  #write(
    type: string,
    { owner, nodeId, tabSessionId, leaseMs }: LockRequest,
    { requestId, traceId }: Correlation,
  ): void {
    const { clientId } = owner;
    const data = { tabSessionId, leaseMs };
    this.log.write({ level: 'info', source: 'relay', type, requestId, traceId, nodeId, clientId, data });
  }
}
