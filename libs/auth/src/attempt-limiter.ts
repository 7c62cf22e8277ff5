import { OttoError } from '@otto/protocol';
import { KeyedSlots } from './keyed-slots';

export interface AttemptLimiterOptions {
  /** Failures that a key may have within `windowMs`. */
  readonly count: number;
  readonly windowMs: number;
  /** Keys that are remembered; beyond that the one that failed longest ago is forgotten. */
  readonly maxKeys: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** Attempts that may wait for others to end. */
const MAX_WAITING = 1000;

/** Slows down guessing: counts failures by key (an address, a clientId) in a sliding window. */
export class AttemptLimiter {
  readonly #options: Required<AttemptLimiterOptions>;
  /** Times of the failures, oldest first; the key that failed last is the last one. */
  readonly #failures = new Map<string, readonly number[]>();
  readonly #running = new KeyedSlots(MAX_WAITING);

  constructor({ count, windowMs, maxKeys, clock = Date.now }: AttemptLimiterOptions) {
    this.#options = { count, windowMs, maxKeys, clock };
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
   * Runs `work` as one attempt of all the keys, which fails when `isWrong` says so of its error. No more attempts run side
   * by side than a key has left, so that they cannot get past the limit together; the others wait. Throws as `check` and
   * `work` do.
   */
  async attempt<T>(keys: readonly string[], work: () => Promise<T>, isWrong: (error: unknown) => boolean): Promise<T> {
    const release = await this.#running.take(keys, (key) => this.#left(key));
    try {
      return await work();
    } catch (error) {
      if (isWrong(error)) for (const key of new Set(keys)) this.fail(key);
      throw error;
    } finally {
      release();
    }
  }

  /** How often the key may still fail. Throws `too_many_attempts` when it may not. */
  #left(key: string): number {
    this.check(key);
    return this.#options.count - this.#recent(key).length;
  }

  #recent(key: string): readonly number[] {
    const since = this.#options.clock() - this.#options.windowMs;
    return (this.#failures.get(key) ?? []).filter((at) => at > since);
  }
}
