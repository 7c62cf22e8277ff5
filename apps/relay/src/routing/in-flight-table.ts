import { randomUUID } from 'node:crypto';
import type { Command } from './command';

/** The commands that a node works on, by the requestId under which it knows them. */
export class InFlightTable {
  readonly #byNodeRequestId = new Map<string, Command>();

  get isEmpty(): boolean {
    return this.#byNodeRequestId.size === 0;
  }

  /** A copy, so that entries may end while it is walked over. */
  all(): Command[] {
    return [...this.#byNodeRequestId.values()];
  }

  /**
   * Adds a command under its own requestId, or under a fresh one where that is taken on this node: by a command of another
   * controller, or by something else (`isTaken`).
   */
  add(command: Command, isTaken: (nodeRequestId: string) => boolean): void {
    const { requestId } = command;
    if (this.#byNodeRequestId.has(requestId) || isTaken(requestId)) command.nodeRequestId = randomUUID();
    this.#byNodeRequestId.set(command.nodeRequestId, command);
  }

  find(nodeRequestId: string): Command | undefined {
    return this.#byNodeRequestId.get(nodeRequestId);
  }

  /** False for what is not in it, such as a command that waits and has no requestId on the node yet. */
  remove(command: Command): boolean {
    const { nodeRequestId } = command;
    return this.#byNodeRequestId.get(nodeRequestId) === command && this.#byNodeRequestId.delete(nodeRequestId);
  }
}
