import type { LogEntry, OttoError } from '@otto/protocol';
import { BoundedQueue } from '../bounded-queue';
import { Emitter } from '../emitter';
import type { Gap } from '../listeners/update';
import type { Connection } from '../session/connection';
import type { Session } from '../session/session';
import { Standing, type Established } from '../session/standing';
import type { LogFeeds, LogReader } from './log-feed';
import { logMatches, type LogFilter, type LogQuery } from './log-filter';
import { LogPosition, MAX_LISTED } from './log-position';

export interface FollowOptions {
  /** Ends it. */
  readonly signal?: AbortSignal | undefined;
  /** ms for which it tries to come back when the connection is lost, 300 000 when left out; 0 ends it with the first loss. */
  readonly restoreForMs?: number | undefined;
  /** Entries that wait for a slow reader at most; 10 000 when left out. */
  readonly maxBuffered?: number | undefined;
}

export interface FollowEvents {
  entry: LogEntry;
  /** The connection is lost. What is written meanwhile is read when it is back. */
  lost: { readonly error: OttoError };
  restored: object;
  /** Entries are missing. */
  gap: Gap;
  end: { readonly error: OttoError | undefined };
}

/** What a follower needs of Logs. */
export type ListLogs = (query: LogQuery, signal: AbortSignal) => Promise<LogEntry[]>;

const DEFAULT_RESTORE_MS = 300_000;
const DEFAULT_BUFFERED = 10_000;
const MAX_BUFFERED_CHARS = 32 * 1024 * 1024;
/**
 * Entries as they are written, told by events and read by `for await`. After a lost connection it goes on where it was: what
 * was written meanwhile comes out of the relay's list, every entry once. Reading ends with the signal, `close` or the end of
 * the loop, and throws when it ends for another reason.
 */
export class LogFollow implements AsyncIterable<LogEntry>, LogReader {
  readonly filter: LogFilter;
  /** Resolves when it follows. */
  readonly started: Promise<void>;
  /** Resolves when it is over: with the error, or with nothing when it was closed. Never rejects. */
  readonly ended: Promise<OttoError | undefined>;
  readonly #events = new Emitter<FollowEvents>();
  readonly #queue: BoundedQueue<LogEntry>;
  readonly #standing: Standing;
  readonly #position = new LogPosition();
  /** What arrives while older entries are still being listed. */
  #held: LogEntry[] | undefined;
  #lossOf: OttoError | undefined;
  #leave = (): void => undefined;

  constructor(
    connection: Connection,
    private readonly feeds: LogFeeds,
    private readonly list: ListLogs,
    private readonly query: LogQuery,
    { signal, restoreForMs = DEFAULT_RESTORE_MS, maxBuffered = DEFAULT_BUFFERED }: FollowOptions,
  ) {
    const { level, source, nodeId, requestId } = query;
    this.filter = { level, source, nodeId, requestId };
    this.#queue = new BoundedQueue({
      maxItems: maxBuffered,
      maxSize: MAX_BUFFERED_CHARS,
      onGap: (dropped) => this.#events.emit('gap', { reason: 'slow_reader', dropped }),
    });
    this.#standing = new Standing({
      connection,
      establish: (session, stopping) => this.#establish(session, stopping),
      onLost: (error) => this.#lost(error),
      onRestored: () => this.#events.emit('restored', {}),
      restoreForMs,
    });
    this.started = this.#standing.started;
    this.ended = this.#standing.ended.then((error) => this.#end(error));
    this.#closeWith(signal);
  }

  /** Gives the function that stops listening. */
  on<K extends keyof FollowEvents>(type: K, listener: (value: FollowEvents[K]) => void): () => void {
    return this.#events.on(type, listener);
  }

  /** Reads the entries; leaving the loop closes it. */
  [Symbol.asyncIterator](): AsyncIterator<LogEntry, undefined> {
    return {
      next: () => this.#queue.next(),
      return: async () => {
        await this.close();
        return { value: undefined, done: true };
      },
    };
  }

  /** Ends it. */
  async close(): Promise<void> {
    this.#standing.stop();
    await this.ended;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** For the feed. */
  take(entry: LogEntry, chars: number): void {
    if (!logMatches(entry, this.filter)) return;
    if (this.#held !== undefined) this.#hold(entry, this.#held);
    else if (!this.#position.isListed(entry)) this.#deliver(entry, chars);
  }

  #hold(entry: LogEntry, held: LogEntry[]): void {
    if (held.push(entry) > MAX_LISTED) held.shift();
  }

  async #establish(session: Session, signal: AbortSignal): Promise<Established> {
    this.#held = [];
    const feed = this.feeds.of(session);
    this.#leave = () => feed.remove(this);
    const now = await feed.add(this);
    await this.#catchUp(signal);
    // Should nothing be told until the next loss, it is from here that entries are missing.
    this.#position.beginAt(now);
    return { lost: new Promise(() => undefined) };
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const query = this.#missing();
    const listed = query ? await this.list(query, signal) : [];
    if (this.#lossOf && !this.#position.isReachedBy(listed)) {
      this.#events.emit('gap', { reason: 'interrupted', error: this.#lossOf });
    }
    const entries = this.#position.newOf(listed, this.#held ?? []);
    this.#held = undefined;
    for (const entry of entries) this.#deliver(entry, JSON.stringify(entry).length);
  }

  /** What has to be listed before going on. */
  #missing(): LogQuery | undefined {
    const { since, latest } = this.query;
    if (this.#position.since !== undefined) return { ...this.filter, since: this.#position.since };
    return since === undefined && latest === undefined ? undefined : this.query;
  }

  #deliver(entry: LogEntry, chars: number): void {
    this.#position.pass(entry);
    this.#events.emit('entry', entry);
    this.#queue.push(entry, chars);
  }

  #lost(error: OttoError): void {
    this.#lossOf = error;
    // It is in the list as well, and will be told in its place.
    this.#held = [];
    this.#events.emit('lost', { error });
  }

  #closeWith(signal: AbortSignal | undefined): void {
    const close = (): void => void this.close();
    if (signal?.aborted) close();
    signal?.addEventListener('abort', close, { once: true });
    void this.ended.then(() => signal?.removeEventListener('abort', close));
  }

  #end(error: OttoError | undefined): OttoError | undefined {
    this.#leave();
    this.#queue.end(error);
    this.#events.emit('end', { error });
    return error;
  }
}
