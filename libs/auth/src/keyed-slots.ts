import { OttoError } from '@otto/protocol';

interface Waiter {
  readonly keys: readonly string[];
  /** How many slots a key has now; may throw, which refuses the waiter. */
  readonly slots: (key: string) => number;
  readonly admit: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Bounds how many pieces of work run at once for a key; the others wait in order. */
export class KeyedSlots {
  readonly #maxWaiting: number;
  readonly #taken = new Map<string, number>();
  /** By the key that has no slot free. */
  readonly #queues = new Map<string, Waiter[]>();
  #waiting = 0;

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Takes a slot of every key, once all have one free; answers how to give them back. Throws what `slots` throws, or
   * `too_many_attempts` when too many wait already.
   */
  take(keys: readonly string[], slots: (key: string) => number): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const unique = [...new Set(keys)];
      const waiter = { keys: unique, slots, admit: () => resolve(() => this.#giveBack(unique)), refuse: reject };
      const full = this.#consider(waiter);
      if (full === undefined) return;
      if (this.#waiting < this.#maxWaiting) this.#enqueue(full, waiter);
      else reject(new OttoError('too_many_attempts', { retryAfterMs: 1000 }));
    });
  }

  #giveBack(keys: readonly string[]): void {
    for (const key of keys) {
      const left = this.#of(key) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
    }
    for (const key of keys) this.#handOn(key);
  }

  /** Lets those in that waited for a slot of this key, until it has none. */
  #handOn(key: string): void {
    const queue = this.#queues.get(key) ?? [];
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      const full = this.#consider(first);
      if (full === key) return;
      queue.shift();
      this.#waiting -= 1;
      if (full !== undefined) this.#enqueue(full, first);
    }
    this.#queues.delete(key);
  }

  /** Admits or refuses; otherwise answers a key that has no slot free. */
  #consider({ keys, slots, admit, refuse }: Waiter): string | undefined {
    try {
      // Every key is asked, so that none hides the refusal of another.
      const [full] = keys.filter((key) => this.#of(key) >= slots(key));
      if (full !== undefined) return full;
      for (const key of keys) this.#taken.set(key, this.#of(key) + 1);
      admit();
    } catch (error) {
      refuse(error);
    }
    return undefined;
  }

  #enqueue(key: string, waiter: Waiter): void {
    const queue = this.#queues.get(key) ?? [];
    queue.push(waiter);
    this.#queues.set(key, queue);
    this.#waiting += 1;
  }

  #of(key: string): number {
    return this.#taken.get(key) ?? 0;
  }
}
