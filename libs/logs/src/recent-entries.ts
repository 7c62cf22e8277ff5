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

/** An entry as it goes to the disk. */
export interface RecentLine {
  readonly sequence: number;
  readonly line: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * The newest entries, bounded by number and by size, so that most questions need no file. They are kept as bytes outside of
 * the heap: as objects they would live just long enough to be moved to the old generation, which they would fill until it
 * is collected (docs/adr/0008-the-hot-path-of-the-relay.md).
 */
export class RecentEntries {
  readonly #bytes: Buffer;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  /** The slot of the next entry, and how many before it are taken. */
  #next = 0;
  #size = 0;
  #newestSequence = -1;

  constructor(
    private readonly maxEntries: number,
    maxBytes: number,
  ) {
    this.#bytes = Buffer.allocUnsafeSlow(maxBytes);
    this.#starts = new Uint32Array(maxEntries);
    this.#ends = new Uint32Array(maxEntries);
  }

  /** Sequences follow each other. A line that is larger than everything that may be kept takes the place of all. */
  push({ sequence, line }: RecentLine): void {
    const length = Buffer.byteLength(line);
    this.#newestSequence = sequence;
    if (length > this.#bytes.length) {
      this.#size = 0;
      return;
    }
    if (this.#size === this.maxEntries) this.#size -= 1;
    const start = this.#makeRoom(length);
    this.#starts[this.#next] = start;
    this.#ends[this.#next] = start + this.#bytes.write(line, start);
    this.#next = (this.#next + 1) % this.maxEntries;
    this.#size += 1;
  }

  /** All of them, the newest first; a snapshot. */
  newestFirst(): RecentEntry[] {
    return Array.from({ length: this.#size }, (_, index) => {
      const { start, end } = this.#place(index + 1);
      const entry = JSON.parse(this.#bytes.toString('utf8', start, end)) as LogEntry;
      return { sequence: this.#newestSequence - index, entry, bytes: end - start };
    });
  }

  /** Where so many bytes go: behind the newest entry, or at the beginning. The entries that lie there are dropped. */
  #makeRoom(length: number): number {
    const behindNewest = this.#size === 0 ? 0 : this.#place(1).end;
    const fits = behindNewest + length <= this.#bytes.length;
    if (!fits) this.#dropOldestWhile(({ start }) => start >= behindNewest);
    const begin = fits ? behindNewest : 0;
    this.#dropOldestWhile(({ start, end }) => start < begin + length && end > begin);
    return begin;
  }

  #dropOldestWhile(isInTheWay: (place: Place) => boolean): void {
    while (this.#size > 0 && isInTheWay(this.#place(this.#size))) this.#size -= 1;
  }

  /** `age` is 1 for the newest. */
  #place(age: number): Place {
    const slot = (this.#next - age + this.maxEntries) % this.maxEntries;
    return { start: this.#starts[slot] ?? 0, end: this.#ends[slot] ?? 0 };
  }
}
