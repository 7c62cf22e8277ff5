/** Something with writes that are held back. */
export interface Flushable {
  flush(): void;
}

/** How long what is in no hurry may wait for company. */
const LATER_MS = 10;

/**
 * Holds writes to sockets back until everything that arrived together has been worked off, so that each socket is written
 * once. System calls are most of what a relayed command costs (docs/adr/0008-the-hot-path-of-the-relay.md).
 */
export class WriteBatch {
  #soon: Flushable[] = [];
  #later: Flushable[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Flushes at the end of this turn of the event loop. */
  soon(outbox: Flushable): void {
    this.#soon.push(outbox);
    if (this.#soon.length === 1) setImmediate(() => this.#flushSoon());
  }

  /** Flushes within a few milliseconds, unless something takes the outbox along before. */
  later(outbox: Flushable): void {
    this.#later.push(outbox);
    this.#timer ??= setTimeout(() => this.#flushLater(), LATER_MS);
  }

  #flushSoon(): void {
    const soon = this.#soon;
    this.#soon = [];
    for (const outbox of soon) outbox.flush();
  }

  #flushLater(): void {
    const later = this.#later;
    this.#later = [];
    this.#timer = undefined;
    for (const outbox of later) outbox.flush();
  }
}
