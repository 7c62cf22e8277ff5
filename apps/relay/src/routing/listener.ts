import type { Command } from './command';
import type { Controller } from './controller';

/** An active subscription: what its node captures goes to its owner, on the requestId of the subscribe. */
export class Listener {
  readonly kind = 'listener';
  readonly owner: Controller;
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly nodeId: string;
  readonly nodeRequestId: string;
  /** False once its owner is gone or has ended it, while the node is still being told. */
  isWanted = true;

  constructor(subscribe: Command) {
    this.owner = subscribe.owner;
    this.requestId = subscribe.requestId;
    this.traceId = subscribe.traceId;
    this.nodeId = subscribe.nodeId;
    this.nodeRequestId = subscribe.nodeRequestId;
  }
}
