import type { Listener } from './listener';

/** What a node captures, by the requestId under which it does. */
export class ListenerTable {
  readonly #byNodeRequestId = new Map<string, Listener>();

  get isEmpty(): boolean {
    return this.#byNodeRequestId.size === 0;
  }

  has(nodeRequestId: string): boolean {
    return this.#byNodeRequestId.has(nodeRequestId);
  }

  find(nodeRequestId: string): Listener | undefined {
    return this.#byNodeRequestId.get(nodeRequestId);
  }

  add(listener: Listener): void {
    this.#byNodeRequestId.set(listener.nodeRequestId, listener);
  }

  remove({ nodeRequestId }: Listener): void {
    this.#byNodeRequestId.delete(nodeRequestId);
  }

  /** Empties the table and returns what was in it. */
  takeAll(): Listener[] {
    const all = [...this.#byNodeRequestId.values()];
    this.#byNodeRequestId.clear();
    return all;
  }
}
