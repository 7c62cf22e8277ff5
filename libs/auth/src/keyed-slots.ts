import { OttoError } from '@otto/protocol';

/** Bounds how many pieces of work run at once for a key; the others wait in order. */
export class KeyedSlots {
  readonly #maxWaiting: number;
  readonly #taken = new Map<string, number>();
  #waiting: (() => void)[] = [];

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Takes a slot of every key, when all have one free; answers how to give them back. `slots` tells how many a key has now,
   * and may throw, which refuses. Throws `too_many_attempts` when too many wait already.
   */
  async take(keys: readonly string[], slots: (key: string) => number): Promise<() => void> {
    const unique = [...new Set(keys)];
    // Every key is asked, so that a refusal does not depend on whether another one is free.
    while (unique.filter((key) => this.#of(key) >= slots(key)).length > 0) await this.#wait();
    for (const key of unique) this.#taken.set(key, this.#of(key) + 1);
    return () => this.#giveBack(unique);
  }

  #of(key: string): number {
    return this.#taken.get(key) ?? 0;
  }

  #giveBack(keys: readonly string[]): void {
    for (const key of keys) {
      const left = this.#of(key) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
    }
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #wait(): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting) throw new OttoError('too_many_attempts', { retryAfterMs: 1000 });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
