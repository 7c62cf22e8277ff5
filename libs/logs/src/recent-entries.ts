import type { LogEntry } from '@otto/protocol';

/** An entry, with what it costs to hold or send it. */
export interface SizedEntry {
  readonly entry: LogEntry;
  /** About the length of its line. */
  readonly bytes: number;
}

export interface RecentEntry extends SizedEntry {
  /** Counts the entries of this process; one higher for each. */
  readonly sequence: number;
}

/** The newest entries, bounded by number and by size, so that most questions need no file. */
export class RecentEntries {
  readonly #slots: (RecentEntry | undefined)[];
  #next = 0;
  #size = 0;
  #bytes = 0;

  constructor(
    maxEntries: number,
    private readonly maxBytes: number,
  ) {
    this.#slots = new Array<undefined>(maxEntries);
  }

  push(recent: RecentEntry): void {
    if (this.#size === this.#slots.length) this.#dropOldest();
    this.#slots[this.#next] = recent;
    this.#next = (this.#next + 1) % this.#slots.length;
    this.#size += 1;
    this.#bytes += recent.bytes;
    while (this.#bytes > this.maxBytes && this.#size > 1) this.#dropOldest();
  }

  /** All of them, the newest first; a snapshot. */
  newestFirst(): RecentEntry[] {
    const entries: RecentEntry[] = [];
    for (let age = 1; age <= this.#size; age += 1) {
      const slot = this.#slots[(this.#next - age + this.#slots.length) % this.#slots.length];
      if (slot !== undefined) entries.push(slot);
    }
    return entries;
  }

  #dropOldest(): void {
    const oldest = (this.#next - this.#size + this.#slots.length) % this.#slots.length;
    this.#bytes -= this.#slots[oldest]?.bytes ?? 0;
    this.#slots[oldest] = undefined;
    this.#size -= 1;
  }
}
