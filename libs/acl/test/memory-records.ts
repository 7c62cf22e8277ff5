import { OttoError } from '@otto/protocol';
import type { Change, Records } from '../src/records';

/** Records in memory that do as a journal does: changes show at once, last when the commit resolves, and are undone when it fails. */
export class MemoryRecords<V> implements Records<V> {
  /** The commits so far, without empty ones. */
  readonly commits: (readonly Change<V>[])[] = [];
  #values = new Map<string, V>();
  #isBroken = false;
  #disk: Promise<void> = Promise.resolve();

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    return this.#values.get(key);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#values.entries();
  }

  async commit(changes: readonly Change<V>[]): Promise<void> {
    if (this.#isBroken) throw new OttoError('storage_unavailable');
    const before = new Map(this.#values);
    for (const { key, value } of changes) {
      if (value === undefined) this.#values.delete(key);
      else this.#values.set(key, JSON.parse(JSON.stringify(value)) as V);
    }
    if (changes.length > 0) this.commits.push(changes);
    try {
      await this.#disk;
    } catch (error) {
      this.#isBroken = true;
      this.#values = before;
      throw error;
    }
  }

  /** Lets commits wait for `disk`; when that rejects they fail, and all later ones with them. */
  waitFor(disk: Promise<void>): void {
    this.#disk = disk;
  }

  /** Lets the next commit fail, and all later ones with it. */
  break(): void {
    this.waitFor(Promise.reject(new OttoError('storage_unavailable')));
    this.#disk.catch(() => undefined);
  }

  /** All that is stored, as text. */
  toJSON(): unknown {
    return [...this.#values];
  }
}
