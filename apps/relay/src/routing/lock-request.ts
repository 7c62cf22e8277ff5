import type { LeaseRequest } from '@otto/locks';
import type { WaitPolicy } from '@otto/protocol';
import type { Controller } from './controller';

type LockFacts = Omit<LockRequest, 'kind' | 'owner'>;

/** A `tab_lock`: open while it waits, and kept with the lease that it was given. */
export class LockRequest implements LeaseRequest<Controller> {
  readonly kind = 'lock';
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly nodeId: string;
  readonly tabSessionId: string;
  readonly leaseMs: number;
  readonly waitPolicy: WaitPolicy;
  readonly timeoutMs: number;

  constructor(
    readonly owner: Controller,
    facts: LockFacts,
  ) {
    this.requestId = facts.requestId;
    this.traceId = facts.traceId;
    this.nodeId = facts.nodeId;
    this.tabSessionId = facts.tabSessionId;
    this.leaseMs = facts.leaseMs;
    this.waitPolicy = facts.waitPolicy;
    this.timeoutMs = facts.timeoutMs;
  }
}
