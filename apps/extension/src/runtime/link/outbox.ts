interface Waiting {
  readonly text: string;
  readonly since: number;
}

export interface OutboxBounds {
  readonly maxFrames: number;
  readonly maxChars: number;
  /** No command lives longer than ten minutes, so no answer is worth more. */
  readonly maxAgeMs: number;
}

const BOUNDS: OutboxBounds = { maxFrames: 256, maxChars: 32 * 1024 * 1024, maxAgeMs: 10 * 60_000 };

/** Terminal frames that found no connection. Keeps the newest ones; what exceeds the bounds is dropped, oldest first. */
export class Outbox {
  readonly #bounds: OutboxBounds;
  readonly #clock: () => number;
  #waiting: Waiting[] = [];
  #chars = 0;

  constructor(bounds: Partial<OutboxBounds> = {}, clock: () => number = Date.now) {
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#clock = clock;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(text: string): void {
    this.#waiting.push({ text, since: this.#clock() });
    this.#chars += text.length;
    while (this.#waiting.length > this.#bounds.maxFrames || this.#chars > this.#bounds.maxChars) this.#take();
  }

  /** Sends what is still worth sending, oldest first, until `send` says that the connection is gone again. */
  flush(send: (text: string) => boolean): void {
    const oldest = this.#clock() - this.#bounds.maxAgeMs;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (next.since >= oldest && !send(next.text)) return;
      this.#take();
    }
  }

  #take(): void {
    this.#chars -= this.#waiting.shift()?.text.length ?? 0;
  }
}
