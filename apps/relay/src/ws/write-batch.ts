import type { Writable } from 'node:stream';

/**
 * Holds what is written to sockets until everything that arrived together has been worked off, then writes it with one
 * system call per socket. Those calls are most of what a relayed command costs (docs/performance.md).
 */
export class WriteBatch {
  #held: Writable[] = [];

  /** Holds the socket's writes until the end of this turn of the event loop. */
  hold(socket: Writable): void {
    if (socket.writableCorked > 0) return;
    socket.cork();
    this.#held.push(socket);
    if (this.#held.length === 1) setImmediate(() => this.#release());
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const socket of held) socket.uncork();
  }
}
