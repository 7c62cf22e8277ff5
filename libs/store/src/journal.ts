import { rm } from 'node:fs/promises';
import { OttoError } from '@otto/protocol';
import { CompactedFile } from './compacted-file';
import { DurableFile } from './durable-file';
import { encodeChange, encodeLine, type Change } from './journal-line';
import { LiveTable, type Undo } from './live-table';
import { loadJournal, type JournalReport } from './load-journal';
import { notWritable } from './not-writable';
import { ensurePrivateFile } from './private-path';
import { Turns } from './turns';

export interface JournalOptions<V> {
  /** Whether a value that was read from the file is one of this journal; lines with others count as malformed. */
  readonly check: (value: unknown) => value is V;
  /** Values of which this is true are dropped when the file is read and when it is compacted. */
  readonly isExpired?: (value: V, now: number) => boolean;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Told once, before `open` resolves. */
  readonly report?: (report: JournalReport) => void;
  /** Told when a write failed, which ends all writing, or a compaction, which is tried again later. */
  readonly onFailure?: (error: unknown) => void;
  /** A file up to this size is never compacted. */
  readonly compactAboveBytes?: number;
}

interface Commit<V> {
  readonly line: string;
  readonly undo: Undo<V>;
  readonly resolve: () => void;
  readonly reject: (error: OttoError) => void;
}

const COMPACT_ABOVE_BYTES = 64 * 1024;
/** A file may be this many times as long as what lives in it. */
const GROWTH = 2;
/** Lines that may wait for a disk that does not answer. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * A durable map: every commit is one line at the end of a file, and on disk before it is acknowledged. Commits that come
 * while the disk is busy share the next write. Values belong to the journal once committed and must not be changed.
 * One process, one Journal per file: hold the DirectoryLock.
 */
export class Journal<V> {
  readonly report: JournalReport;
  readonly #path: string;
  readonly #options: JournalOptions<V>;
  readonly #table: LiveTable<V>;
  readonly #turns = new Turns();
  readonly #closing = new AbortController();
  #file: DurableFile;
  #waiting: Commit<V>[] = [];
  #waitingBytes = 0;
  #failure: unknown;
  #compaction: Promise<void> | undefined;
  /** After a failed compaction: the size that the file must reach before the next one. */
  #compactNotBefore = 0;

  private constructor(
    path: string,
    options: JournalOptions<V>,
    table: LiveTable<V>,
    file: DurableFile,
    report: JournalReport,
  ) {
    this.#path = path;
    this.#options = options;
    this.#table = table;
    this.#file = file;
    this.report = report;
  }

  /**
   * Reads the file, or makes it. What a crash or a damaged disk left in it does not stop this; see `report`.
   * Throws `directory_not_writable` or `insecure_permissions`.
   */
  static async open<V>(path: string, options: JournalOptions<V>): Promise<Journal<V>> {
    const { check, isExpired = () => false, clock = Date.now } = options;
    const table = new LiveTable<V>();
    try {
      await rm(`${path}.compact`, { force: true });
      const found = await loadJournal(path, table, check);
      const now = clock();
      const expired = table.dropExpired((value) => isExpired(value, now));
      const report = { loaded: table.size, expired, ...found };
      if (report.malformed > 0 || report.torn > 0) await rewrite(path, table);
      const file = await DurableFile.open(path);
      await ensurePrivateFile(path);
      const journal = new Journal(path, options, table, file, report);
      options.report?.(report);
      journal.#compactIfDue();
      return journal;
    } catch (error) {
      throw error instanceof OttoError ? error : notWritable(path, error);
    }
  }

  /** Keys that live, with those whose commit is still under way. */
  get size(): number {
    return this.#table.size;
  }

  /** False when a write has failed (or the journal is closed): it can be read, but takes no more commits. */
  get healthy(): boolean {
    return this.#failure === undefined && !this.#closing.signal.aborted;
  }

  get(key: string): V | undefined {
    return this.#table.get(key);
  }

  entries(): IterableIterator<[string, V]> {
    return this.#table.entries();
  }

  /**
   * Makes all the changes or none. They are visible at once, and on disk when this resolves. An empty list changes nothing
   * and resolves when every earlier commit is on disk. Rejects with `storage_unavailable`; the changes are then undone.
   */
  async commit(changes: readonly Change<V>[]): Promise<void> {
    if (!this.healthy || this.#waitingBytes > MAX_WAITING_BYTES) throw this.#unavailable();
    const encoded = changes.map(encodeChange);
    const line = encoded.length === 0 ? '' : encodeLine(encoded);
    const undo = this.#table.apply(changes, encoded);
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ line, undo, resolve, reject });
      this.#waitingBytes += Buffer.byteLength(line);
      if (this.#waiting.length === 1) void this.#turns.run(() => this.#flush());
    });
  }

  /** Resolves when every commit so far is on disk and the file is closed. Commits are refused from now on. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    await this.#turns.run(() => this.#flush());
    await this.#compaction;
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    const text = batch.map(({ line }) => line).join('');
    const sizeBefore = this.#file.size;
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      if (text !== '') {
        await this.#file.append(text);
        await this.#file.sync();
      }
    } catch (error) {
      await this.#fail(error, batch, sizeBefore);
      return;
    }
    for (const { resolve } of batch) resolve();
    this.#compactIfDue();
  }

  /** The disk did not take a batch: memory goes back to what is known to be on it, and stays there. */
  async #fail(error: unknown, batch: readonly Commit<V>[], sizeBefore: number): Promise<void> {
    this.#failure ??= error;
    const lost = [...batch, ...this.#waiting.splice(0)];
    for (const { undo } of lost.toReversed()) this.#table.undo(undo);
    // Best effort: whatever remains of the batch was never acknowledged, and half a line is dropped when it is read.
    await this.#file.truncate(sizeBefore).catch(() => undefined);
    for (const { reject } of lost) reject(this.#unavailable());
    this.#options.onFailure?.(error);
  }

  #unavailable(): OttoError {
    return new OttoError('storage_unavailable', {}, { cause: this.#failure });
  }

  #compactIfDue(): void {
    const { compactAboveBytes = COMPACT_ABOVE_BYTES } = this.#options;
    const limit = Math.max(compactAboveBytes + GROWTH * this.#table.bytes, this.#compactNotBefore);
    if (this.#compaction !== undefined || !this.healthy || this.#file.size <= limit) return;
    this.#compaction = this.#compact().finally(() => {
      this.#compaction = undefined;
    });
  }

  /** Writes what lives to a new file beside the commits, then lets it take the place of the old one between two of them. */
  async #compact(): Promise<void> {
    const { isExpired = () => false, clock = Date.now } = this.#options;
    const now = clock();
    this.#table.dropExpired((value) => isExpired(value, now));
    // The snapshot holds the waiting commits too; what it lacks will begin behind them.
    const from = this.#file.size + this.#waitingBytes;
    let next: CompactedFile | undefined;
    try {
      next = await CompactedFile.write(this.#path, this.#table.snapshot(), this.#closing.signal);
      const to = Math.max(from, this.#file.size);
      await next.catchUp(this.#file, from, to);
      const ready = next;
      await this.#turns.run(() => this.#switchTo(ready, to));
    } catch (error) {
      this.#compactNotBefore = GROWTH * this.#file.size;
      await next?.discard().catch(() => undefined);
      if (!this.#closing.signal.aborted) this.#options.onFailure?.(error);
    }
  }

  async #switchTo(next: CompactedFile, copiedTo: number): Promise<void> {
    if (!this.healthy) throw this.#unavailable();
    const old = this.#file;
    await next.catchUp(old, copiedTo, old.size);
    this.#file = await next.replace();
    this.#compactNotBefore = 0;
    await old.close();
    // Without this a power cut could bring the old file back, without the commits that follow.
    await next.settle().catch((error: unknown) => this.#fail(error, [], this.#file.size));
  }
}

async function rewrite<V>(path: string, table: LiveTable<V>): Promise<void> {
  const clean = await CompactedFile.write(path, table.snapshot());
  const file = await clean.replace();
  await file.close();
  await clean.settle();
}
