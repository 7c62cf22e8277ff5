import { rm } from 'node:fs/promises';
import { OttoError } from '@otto/protocol';
import { CompactedFile } from './compacted-file';
import { compact } from './compaction';
import { DurableFile } from './durable-file';
import { GroupCommit } from './group-commit';
import { encodeChange, encodeLine, type Change } from './journal-line';
import { LiveTable } from './live-table';
import { loadJournal, type JournalReport } from './load-journal';
import { notWritable } from './not-writable';
import { ensurePrivateFile } from './private-path';

export interface JournalOptions<V> {
  /** Whether a value that was read from the file is one of this journal; lines with others count as malformed. */
  readonly check: (value: unknown) => value is V;
  /** Values of which this is true are dropped when the file is read. */
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

const COMPACT_ABOVE_BYTES = 64 * 1024;
/** How many times as long as what lives in it a file may grow, beyond `compactAboveBytes`. */
const GROWTH = 2;

/**
 * A durable map: every commit is one line at the end of a file, and on disk before it is acknowledged. Values belong to the
 * journal once committed and must not be changed. One Journal per file: its directory is guarded by the DirectoryLock.
 */
export class Journal<V> {
  readonly report: JournalReport;
  readonly #path: string;
  readonly #table: LiveTable<V>;
  readonly #commits: GroupCommit;
  readonly #onFailure: (error: unknown) => void;
  readonly #compactAboveBytes: number;
  readonly #closing = new AbortController();
  #compaction: Promise<void> | undefined;
  /** After a failed compaction: the size that the file must reach before the next one. */
  #compactNotBefore = 0;

  private constructor(path: string, options: JournalOptions<V>, loaded: Loaded<V>) {
    const { onFailure = () => undefined, compactAboveBytes = COMPACT_ABOVE_BYTES } = options;
    this.#path = path;
    this.#table = loaded.table;
    this.report = loaded.report;
    this.#onFailure = onFailure;
    this.#compactAboveBytes = compactAboveBytes;
    this.#commits = new GroupCommit(loaded.file, onFailure);
  }

  /**
   * Reads the file, or makes it. What a crash or a damaged disk left in it does not stop this; see `report`.
   * Throws `directory_not_writable` or `insecure_permissions`.
   */
  static async open<V>(path: string, options: JournalOptions<V>): Promise<Journal<V>> {
    try {
      const loaded = await load(path, options);
      options.report?.(loaded.report);
      const journal = new Journal(path, options, loaded);
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

  /** False when a write has failed or the journal is closed: it can be read, but takes no more commits. */
  get healthy(): boolean {
    return this.#commits.healthy;
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
    this.#commits.assertReady();
    const encoded = changes.map(encodeChange);
    const undo = this.#table.apply(changes, encoded);
    await this.#commits.write(encoded.length === 0 ? '' : encodeLine(encoded), () => this.#table.undo(undo));
    this.#compactIfDue();
  }

  /** Takes no more commits; resolves when all so far are on disk and the file is closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#commits.close(), this.#compaction]);
  }

  #compactIfDue(): void {
    const limit = Math.max(this.#compactAboveBytes + GROWTH * this.#table.bytes, this.#compactNotBefore);
    if (this.#compaction !== undefined || !this.healthy || this.#commits.file.size <= limit) return;
    this.#compaction = compact(this.#path, this.#commits, this.#table.snapshot(), this.#closing.signal)
      .then(() => {
        this.#compactNotBefore = 0;
      })
      .catch((error: unknown) => {
        this.#compactNotBefore = GROWTH * this.#commits.file.size;
        if (!this.#closing.signal.aborted) this.#onFailure(error);
      })
      .finally(() => {
        this.#compaction = undefined;
      });
  }
}

interface Loaded<V> {
  readonly table: LiveTable<V>;
  readonly file: DurableFile;
  readonly report: JournalReport;
}

/** Reads what lives, and leaves a file behind that ends in a whole line and holds no malformed one. */
async function load<V>(path: string, options: JournalOptions<V>): Promise<Loaded<V>> {
  const { check, isExpired = () => false, clock = Date.now } = options;
  const table = new LiveTable<V>();
  await rm(`${path}.compact`, { force: true });
  const found = await loadJournal(path, table, check);
  const now = clock();
  const expired = table.dropExpired((value) => isExpired(value, now));
  if (found.malformed > 0 || found.torn > 0) await CompactedFile.install(path, table.snapshot());
  const file = await DurableFile.open(path);
  await ensurePrivateFile(path);
  return { table, file, report: { loaded: table.size, expired, ...found } };
}
