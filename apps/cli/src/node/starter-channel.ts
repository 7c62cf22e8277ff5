import { OttoError } from '@otto/protocol';
import type { HostMessage, NodePlan, StarterMessage } from './host-messages';

/** The part of `process` that a program started with an IPC channel has. */
export interface ParentProcess {
  readonly connected?: boolean;
  send?(message: HostMessage): boolean;
  disconnect?(): void;
  on(event: 'message', listener: (message: StarterMessage) => void): unknown;
  once(event: 'disconnect', listener: () => void): unknown;
}

/** The supervisor's end of its conversation with `otto node start`. */
export class StarterChannel {
  /** Settles with the plan. */
  readonly plan: Promise<NodePlan>;
  /** Aborts when the starter has seen the node connected. */
  readonly released: AbortSignal;
  /** Aborts when the starter is gone: Ctrl+C, or it gave up. */
  readonly gone: AbortSignal;
  #releasedNodeId: string | undefined;

  /** @throws OttoError `invalid_usage` when nobody is at the other end */
  constructor(private readonly parent: ParentProcess) {
    if (parent.connected !== true) {
      throw new OttoError('invalid_usage', {
        reason: 'this is a part of "otto node start"',
        command: 'otto node start',
      });
    }
    const gone = new AbortController();
    const released = new AbortController();
    this.gone = gone.signal;
    this.released = released.signal;
    parent.once('disconnect', () => gone.abort());
    this.plan = new Promise((resolve) => {
      parent.on('message', (message) => {
        if (message.kind === 'plan') return resolve(message.plan);
        this.#releasedNodeId = message.nodeId;
        released.abort();
      });
    });
  }

  /** Known once `released` has aborted. */
  get releasedNodeId(): string | undefined {
    return this.#releasedNodeId;
  }

  send(message: HostMessage): void {
    if (this.parent.connected === true) this.parent.send?.(message);
  }

  fail(error: OttoError): void {
    this.send({ kind: 'failed', error: error.toBody() });
  }

  close(): void {
    if (this.parent.connected === true) this.parent.disconnect?.();
  }
}
