/** A key and its new value; without a value the key is removed. */
export interface Change<V> {
  readonly key: string;
  readonly value?: V;
}

/** What grants are kept in. A commit is visible at once, and durable when it resolves; it is there as a whole or not at all. */
export interface Records<V> {
  get(key: string): V | undefined;
  entries(): Iterable<[string, V]>;
  /** An empty list waits for the earlier commits. Rejects with the changes undone. */
  commit(changes: readonly Change<V>[]): Promise<void>;
}
