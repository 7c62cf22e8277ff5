import { OttoError } from '@otto/protocol';

/**
 * Bounds expensive work: some pieces run at once, some wait, more are refused. Hashing takes 16 MiB and a thread that
 * also has files to write, so a flood of logins must not get all of them.
 */
export class WorkGate {
  readonly #limits: { readonly running: number; readonly waiting: number };
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { readonly running: number; readonly waiting: number }) {
    this.#limits = limits;
  }

  /** Settles as `work` does. Throws `too_many_attempts` when too many wait already. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.running) this.#running += 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next(); // hands its place over
    }
  }

  async #wait(): Promise<void> {
    if (this.#waiting.length >= this.#limits.waiting) throw new OttoError('too_many_attempts', { retryAfterMs: 1000 });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
