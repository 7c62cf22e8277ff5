import { encodeChange, lineBytes, type Change } from './journal-line';

interface Row<V> {
  readonly value: V;
  /** Bytes that the row takes in a compacted file. */
  readonly bytes: number;
}

/** What a set of changes replaced, newest first: applying it again undoes them. */
export type Undo<V> = readonly { readonly key: string; readonly row: Row<V> | undefined }[];

/** What a journal holds now, and how many bytes a file with nothing else would take. */
export class LiveTable<V> {
  readonly #rows = new Map<string, Row<V>>();
  #bytes = 0;

  get size(): number {
    return this.#rows.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)?.value;
  }

  *entries(): IterableIterator<[string, V]> {
    for (const [key, { value }] of this.#rows) yield [key, value];
  }

  /** Takes the changes in, in order. `encoded` is their JSON text, one for one. */
  apply(changes: readonly Change<V>[], encoded: readonly string[]): Undo<V> {
    const undo: Undo<V>[number][] = [];
    changes.forEach(({ key, value }, index) => {
      undo.unshift({ key, row: this.#rows.get(key) });
      this.#put(key, value === undefined ? undefined : { value, bytes: lineBytes(encoded[index] ?? '') });
    });
    return undo;
  }

  undo(undo: Undo<V>): void {
    for (const { key, row } of undo) this.#put(key, row);
  }

  /** Forgets the rows of which `isExpired` says so; answers how many they were. */
  dropExpired(isExpired: (value: V) => boolean): number {
    const before = this.#rows.size;
    for (const [key, { value }] of this.#rows) if (isExpired(value)) this.#put(key, undefined);
    return before - this.#rows.size;
  }

  /** All rows as they are now; later changes do not show in it. */
  snapshot(): readonly Change<V>[] {
    return Array.from(this.#rows, ([key, { value }]) => ({ key, value }));
  }

  /** Takes in changes that were read rather than encoded just now. */
  load(changes: readonly Change<V>[]): void {
    this.apply(changes, changes.map(encodeChange));
  }

  #put(key: string, row: Row<V> | undefined): void {
    this.#bytes += (row?.bytes ?? 0) - (this.#rows.get(key)?.bytes ?? 0);
    if (row === undefined) this.#rows.delete(key);
    else this.#rows.set(key, row);
  }
}
