import type { LogEntry } from '@otto/protocol';

/** As many as the relay lists at once. */
export const MAX_LISTED = 10_000;

/** How far a follow has got: the newest time, and the entries of that time, which a list from then on tells again. */
export class LogPosition {
  #timestamp: string | undefined;
  readonly #ids = new Set<string>();
  /** Of the last list: it came over another connection, and may have overtaken what is told live. */
  #listed = new Set<string>();

  /** From when on entries may be missing; undefined before the beginning. */
  get since(): string | undefined {
    return this.#timestamp;
  }

  /** Where it begins, should no entry have come by then. */
  beginAt(timestamp: string): void {
    this.#timestamp ??= timestamp;
  }

  /** An entry was told. */
  pass({ id, timestamp }: LogEntry): void {
    if (this.#timestamp === undefined || timestamp > this.#timestamp) {
      this.#timestamp = timestamp;
      this.#ids.clear();
    }
    this.#ids.add(id);
  }

  /** What of this was not told yet, each entry once. The list goes from here on; `later` may tell parts of it again. */
  newOf(listed: readonly LogEntry[], later: readonly LogEntry[]): LogEntry[] {
    const told = new Set(this.#ids);
    this.#listed = new Set(listed.map(({ id }) => id));
    return [...listed, ...later].filter(({ id }) => !told.has(id) && told.add(id));
  }

  /** Whether this entry, which arrives live, was told out of the last list. Nothing arrives live twice. */
  isListed({ id }: LogEntry): boolean {
    return this.#listed.delete(id);
  }

  /** Whether a list from here on is whole: the relay's has an end, and its files may have lost what was told last. */
  isReachedBy(listed: readonly LogEntry[]): boolean {
    return listed.length < MAX_LISTED && (this.#ids.size === 0 || listed.some(({ id }) => this.#ids.has(id)));
  }
}
