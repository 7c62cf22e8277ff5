import { OttoError } from '@otto/protocol';

export interface AttemptLimiterOptions {
  /** Failures that a key may have within `windowMs`. */
  readonly count: number;
  readonly windowMs: number;
  /** Keys that are remembered; beyond that the one that failed longest ago is forgotten. */
  readonly maxKeys: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Slows down guessing: counts failures by key (an address, a clientId) in a sliding window. */
export class AttemptLimiter {
  readonly #options: Required<AttemptLimiterOptions>;
  /** Times of the failures, oldest first; the key that failed last is the last one. */
  readonly #failures = new Map<string, number[]>();

  constructor({ clock = Date.now, ...options }: AttemptLimiterOptions) {
    this.#options = { ...options, clock };
  }

  /** Throws `too_many_attempts` with `retryAfterMs` while the key has failed too often. */
  check(key: string): void {
    const failures = this.#recent(key);
    const oldest = failures[failures.length - this.#options.count];
    if (oldest === undefined) return;
    throw new OttoError('too_many_attempts', { retryAfterMs: oldest + this.#options.windowMs - this.#options.clock() });
  }

  fail(key: string): void {
    const failures = [...this.#recent(key), this.#options.clock()].slice(-this.#options.count);
    this.#failures.delete(key);
    this.#failures.set(key, failures);
    if (this.#failures.size <= this.#options.maxKeys) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }

  /**
   * Forgets the failures of a key. Only for keys that one owner has, such as a clientId: somebody who owns one good
   * credential could otherwise reset the count of an address between guesses.
   */
  succeed(key: string): void {
    this.#failures.delete(key);
  }

  /**
   * Runs `work` as one attempt of all the keys. It counts from the start, so that guesses side by side do not get past the
   * limit, and is taken back when `work` succeeds or fails for another reason than `isWrong`. Throws as `check` and `work` do.
   */
  async attempt<T>(keys: readonly string[], work: () => Promise<T>, isWrong: (error: unknown) => boolean): Promise<T> {
    for (const key of keys) this.check(key);
    const at = this.#options.clock();
    for (const key of keys) this.fail(key);
    try {
      const result = await work();
      for (const key of keys) this.#takeBack(key, at);
      return result;
    } catch (error) {
      if (!isWrong(error)) for (const key of keys) this.#takeBack(key, at);
      throw error;
    }
  }

  #takeBack(key: string, at: number): void {
    const failures = this.#failures.get(key);
    const index = failures?.indexOf(at) ?? -1;
    if (failures === undefined || index < 0) return;
    failures.splice(index, 1);
    if (failures.length === 0) this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.#options.clock() - this.#options.windowMs;
    return (this.#failures.get(key) ?? []).filter((at) => at > since);
  }
}
