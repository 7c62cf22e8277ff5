import { LIMITS, type LogEntry, type LogsStatusAnswer } from '@otto/protocol';
import { Batch } from './batch';
import { DayFileWriter } from './day-file-writer';
import { EntryCounts } from './entry-counts';
import { EntryIds } from './entry-ids';
import { storedEntry, type NewLogEntry } from './log-entry';
import { isUnnarrowed, type LogFilter } from './log-filter';
import { LogQueries } from './log-queries';
import { RecentEntries } from './recent-entries';
import { Retention } from './retention';
import { StoredEntries } from './stored-entries';
import { Subscribers } from './subscribers';
import { WriteQueue } from './write-queue';

export interface OperationLogOptions {
  /** Exists, and is private to this user. */
  readonly directory: string;
  /** Size at which a day is continued in another file. */
  readonly maxFileBytes: number;
  /** ms since 1970. */
  readonly clock?: () => number;
  /** Told when the disk begins to refuse entries, which the files themselves can then not tell. */
  readonly onTrouble?: (error: unknown) => void;
  /** Bytes of entries that may wait for the disk. */
  readonly maxWaitingBytes?: number;
  /** Number of entries that are kept in memory. */
  readonly maxRecentEntries?: number;
}

/** How the log keeps up. */
export interface LogPressure {
  readonly waitingEntries: number;
  readonly waitingBytes: number;
  /** Entries that never got to the disk, since the start. */
  readonly lostEntries: number;
  /** Whether the disk took the last entries. */
  readonly healthy: boolean;
}

/** Between a write and its way to the disk: long enough to share the cost, short enough to lose little in a crash. */
const BATCH_MS = 5;
const MAX_BATCH = 256;
const RETRY_MS = 1000;
const RECENT_BYTES = 4 * 1024 * 1024;

interface WrittenEntry {
  readonly entry: NewLogEntry;
  readonly at: number;
}

/**
 * What the relay did, for those who run it: one JSON line per entry, in files per UTC day, without secrets. Writing is
 * cheap and never fails; what the disk cannot take is dropped, counted and reported.
 */
export class OperationLog {
  readonly #ids = new EntryIds();
  readonly #batch = new Batch<WrittenEntry>(BATCH_MS, MAX_BATCH, (written) => this.#store(written));
  readonly #subscribers = new Subscribers();
  readonly #recent: RecentEntries;
  readonly #queue: WriteQueue;
  readonly #queries: LogQueries;
  readonly #counts: EntryCounts;
  readonly #retention: Retention;
  readonly #clock: () => number;
  #lastAt: number | undefined;
  #lastTimestamp = '';
  #closed = false;

  constructor(private readonly options: OperationLogOptions) {
    const { directory, maxFileBytes, clock = Date.now, maxWaitingBytes = 16 * 1024 * 1024 } = options;
    this.#clock = clock;
    this.#recent = new RecentEntries(options.maxRecentEntries ?? 2000, RECENT_BYTES);
    this.#queries = new LogQueries(this.#recent, new StoredEntries(directory), this.#ids);
    this.#counts = new EntryCounts(directory);
    this.#queue = new WriteQueue(new DayFileWriter(directory, maxFileBytes), {
      maxBytes: maxWaitingBytes,
      retryAfterMs: RETRY_MS,
      clock,
      onTrouble: (error) => options.onTrouble?.(error),
      onRecovery: (lost) => this.#report('log_entries_lost', { lost }),
    });
    this.#retention = new Retention(directory, LIMITS.logRetentionDays, {
      onRemoved: (files) => this.#report('log_files_removed', { files }),
      onTrouble: (error) => options.onTrouble?.(error),
    });
    this.#retention.enterDay(clock());
  }

  /** Takes an entry. Its `data` is read a few milliseconds later: hand over an object that nobody changes. */
  write(entry: NewLogEntry): void {
    if (!this.#closed) this.#batch.push({ entry, at: this.#clock() });
  }

  /** The newest entries that pass, the oldest of them first; at most 10 000 and 16 MiB of them. */
  async list(filter: LogFilter = {}, signal?: AbortSignal): Promise<LogEntry[]> {
    await this.flush();
    return this.#queries.list(filter, signal);
  }

  /** Every entry that passes as JSON lines, the oldest first, in texts of several lines. */
  async *export(filter: LogFilter = {}, signal?: AbortSignal): AsyncGenerator<string> {
    await this.flush();
    yield* this.#queries.export(filter, signal);
  }

  /** How many entries pass and from when they are. `sizeBytes` is that of all files, whatever passes. */
  async status(filter: LogFilter = {}, signal?: AbortSignal): Promise<LogsStatusAnswer> {
    await this.flush();
    const all = await this.#counts.total(signal);
    const { entries, oldest, newest } = isUnnarrowed(filter)
      ? { entries: all.entries, ...(await this.#queries.ends(signal)) }
      : await this.#queries.extent(filter, signal);
    return {
      retentionDays: LIMITS.logRetentionDays,
      totalEvents: entries,
      sizeBytes: all.bytes,
      windowing: { mode: 'daily', maxFileBytes: this.options.maxFileBytes },
      oldest,
      newest,
    };
  }

  /** Tells the listener of every entry that passes from now on, until the returned function is called. */
  subscribe(filter: LogFilter, listener: (entry: LogEntry) => void): () => void {
    return this.#subscribers.add(filter, listener);
  }

  pressure(): LogPressure {
    return {
      waitingEntries: this.#batch.size + this.#queue.entries,
      waitingBytes: this.#queue.bytes,
      lostEntries: this.#queue.lostEver,
      healthy: this.#queue.healthy,
    };
  }

  /** Settles when what was written before is on the disk, or the disk refused it. */
  async flush(): Promise<void> {
    this.#batch.handOver();
    await this.#queue.flush();
  }

  /** Puts everything on the disk. Entries that are written later are ignored. */
  async close(): Promise<void> {
    this.#batch.handOver();
    this.#closed = true;
    this.#subscribers.clear();
    await this.#retention.settled();
    await this.#queue.close();
  }

  #store(written: readonly WrittenEntry[]): void {
    for (const { entry, at } of written) this.#storeOne(entry, at);
    void this.#queue.flush();
  }

  #storeOne(written: NewLogEntry, at: number): void {
    const { id, sequence } = this.#ids.next();
    const timestamp = this.#timestampOf(at);
    const { entry, line } = storedEntry(id, timestamp, written);
    const bytes = Buffer.byteLength(line) + 1;
    this.#recent.push({ sequence, line });
    this.#queue.push({ day: timestamp.slice(0, 10), line, bytes });
    for (const error of this.#subscribers.tell(entry)) this.#report('log_subscriber_failed', { error });
  }

  /** Entries come many to the millisecond, so most of them share the text of the one before. */
  #timestampOf(at: number): string {
    if (at !== this.#lastAt) {
      this.#lastAt = at;
      this.#lastTimestamp = new Date(at).toISOString();
      this.#retention.enterDay(at);
    }
    return this.#lastTimestamp;
  }

  #report(type: string, data: unknown): void {
    this.write({ level: 'warn', source: 'relay', type, data });
  }
}
