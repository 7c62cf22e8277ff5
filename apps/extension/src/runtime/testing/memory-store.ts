import type { KeyValueStore } from '../key-value-store';

/** A storage area in memory; like the real one it holds copies, and only what JSON can hold. */
export class MemoryStore implements KeyValueStore {
  readonly #values = new Map<string, string>();

  readonly #watchers: (() => void)[] = [];

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    this.#put(values);
  }

  get(keys: readonly string[] = [...this.#values.keys()]): Promise<Record<string, unknown>> {
    const found = keys.flatMap((key) => {
      const text = this.#values.get(key);
      return text === undefined ? [] : [[key, JSON.parse(text) as unknown]];
    });
    return Promise.resolve(Object.fromEntries(found) as Record<string, unknown>);
  }

  set(values: Readonly<Record<string, unknown>>): Promise<void> {
    this.#put(values);
    return Promise.resolve();
  }

  remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#values.delete(key);
    return Promise.resolve();
  }

  /** Resolves at the next change. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#watchers.push(resolve));
  }

  #put(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) this.#values.set(key, JSON.stringify(value));
    for (const tell of this.#watchers.splice(0)) tell();
  }
}
