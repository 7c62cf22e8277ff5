import { randomUUID } from 'node:crypto';
import type { Command } from './command';
import type { Errand } from './errand';

/** What a node works on, by the requestId under which it knows it. */
export class InFlightTable {
  readonly #byNodeRequestId = new Map<string, Command | Errand>();

  get isEmpty(): boolean {
    return this.#byNodeRequestId.size === 0;
  }

  /** A copy, so that entries may end while it is walked over. */
  all(): (Command | Errand)[] {
    return [...this.#byNodeRequestId.values()];
  }

  /**
   * Adds a command under its own requestId, or under a fresh one where that is taken on this node: by a command of another
   * controller, or by something else (`isTaken`).
   */
  addCommand(command: Command, isTaken: (nodeRequestId: string) => boolean): void {
    const { requestId } = command;
    if (this.#byNodeRequestId.has(requestId) || isTaken(requestId)) command.nodeRequestId = randomUUID();
    this.#byNodeRequestId.set(command.nodeRequestId, command);
  }

  addErrand(errand: Errand): void {
    this.#byNodeRequestId.set(errand.nodeRequestId, errand);
  }

  find(nodeRequestId: string): Command | Errand | undefined {
    return this.#byNodeRequestId.get(nodeRequestId);
  }

  /** False for what is not in it, such as a command that waits and has no requestId on the node yet. */
  remove(request: Command | Errand): boolean {
    const { nodeRequestId } = request;
    return this.#byNodeRequestId.get(nodeRequestId) === request && this.#byNodeRequestId.delete(nodeRequestId);
  }
}
