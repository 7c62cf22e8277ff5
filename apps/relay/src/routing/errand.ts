import { randomUUID } from 'node:crypto';
import { Deadline, type Time } from '@otto/locks';
import { LIMITS, type ActionName, type CommandPayload } from '@otto/protocol';
import { relayFrame } from '../ws/relay-frame';

/** A command of the relay's own, for example to stop a capture whose owner is gone. Nobody waits for its result. */
export class Errand {
  /** Never that of a command: no controller can know it. */
  readonly nodeRequestId = randomUUID();
  readonly #deadline: Deadline;
  readonly #onDone: () => void;

  /** `onDone` is called once: when the node has answered, has not answered in time, or is gone. */
  constructor(time: Time, onDone: (errand: Errand) => void) {
    this.#onDone = () => onDone(this);
    this.#deadline = new Deadline(time, LIMITS.commandTimeoutMs.default, this.#onDone);
  }

  frame(nodeId: string, action: ActionName, payload: Record<string, unknown>): string {
    const command: CommandPayload = { targetNodeId: nodeId, action, payload, replayNonce: randomUUID() };
    return relayFrame('command', this.nodeRequestId, command);
  }

  done(): void {
    this.#deadline.clear();
    this.#onDone();
  }
}
