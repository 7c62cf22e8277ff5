import type { NonceFingerprint } from './nonce-fingerprint';

const FIRST_CAPACITY = 64;

/**
 * A set of nonces that keeps 8 bytes of each. That two of a million are taken for the same happens once in tens of
 * millions of such sets; a Set of the strings themselves takes ten times the memory.
 */
export class NonceSet {
  #size = 0;
  /** Pairs of low and high word; both 0 for an empty place. */
  #words = new Uint32Array(FIRST_CAPACITY * 2);

  get size(): number {
    return this.#size;
  }

  has({ low, high }: NonceFingerprint): boolean {
    return this.#words[this.#place(low, high) + 1] !== 0;
  }

  add({ low, high }: NonceFingerprint): void {
    const place = this.#place(low, high);
    if (this.#words[place + 1] !== 0) return;
    this.#words[place] = low;
    this.#words[place + 1] = high;
    this.#size += 1;
    if (this.#size * 2 > this.#words.length / 2) this.#grow();
  }

  /** The place of a fingerprint, or the empty one where it belongs. */
  #place(low: number, high: number): number {
    const words = this.#words;
    let place = (low * 2) & (words.length - 1);
    while (words[place + 1] !== 0 && !(words[place] === low && words[place + 1] === high)) {
      place = (place + 2) & (words.length - 1);
    }
    return place;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      const low = old[at] ?? 0;
      const high = old[at + 1] ?? 0;
      if (high === 0) continue;
      const place = this.#place(low, high);
      this.#words[place] = low;
      this.#words[place + 1] = high;
    }
  }
}
