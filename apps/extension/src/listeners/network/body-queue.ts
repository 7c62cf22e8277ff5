import { delay } from '../../runtime/delay';

export interface BodyQueueBounds {
  /** Bodies that are read at once. */
  readonly atOnce: number;
  /** Bodies that wait for that. */
  readonly maxWaiting: number;
  readonly timeoutMs: number;
}

const BOUNDS: BodyQueueBounds = { atOnce: 8, maxWaiting: 256, timeoutMs: 10_000 };

/** A body that did not come to its end in time. */
export class BodyOverdue extends Error {}

/** Reads bodies a few at a time: each is a copy through several processes, and a page can finish hundreds at once. */
export class BodyQueue {
  readonly #bounds: BodyQueueBounds;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(bounds: Partial<BodyQueueBounds> = {}) {
    this.#bounds = { ...BOUNDS, ...bounds };
  }

  /** Settles like `read`, when its turn has come. Rejects when too many wait already, and with BodyOverdue. */
  async run<T>(read: () => Promise<T>): Promise<T> {
    await this.#turn();
    const over = new AbortController();
    const overdue = delay(this.#bounds.timeoutMs, over.signal).then(() => {
      throw new BodyOverdue('reading it took too long');
    });
    try {
      return await Promise.race([read(), overdue]);
    } finally {
      overdue.catch(() => undefined);
      over.abort();
      this.#leave();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= this.#bounds.atOnce) {
      if (this.#waiting.length >= this.#bounds.maxWaiting) throw new Error('too many bodies at once');
      // The place is handed over, so that nobody else can take it meanwhile.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}
