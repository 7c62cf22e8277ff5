import { isRecord, OttoError, type LogEntry, type LogsSubscribeEvent } from '@otto/protocol';
import { randomId } from '../random-id';
import type { Session } from '../session/session';
import { widest, type LogFilter } from './log-filter';

/** One who wants entries as they are written. */
export interface LogReader {
  readonly filter: LogFilter;
  /** Also called with entries that the filter does not let pass, when there are other readers. */
  take(entry: LogEntry, chars: number): void;
}

const SUBSCRIBE_TIMEOUT_MS = 10_000;
/** An id that nothing has, to be left with silence: the protocol has no way to unsubscribe. */
const NOTHING: LogFilter = { level: 'error', requestId: 'none' };

/**
 * The entries that the relay sends on one session. A session has one subscription, so its readers share the narrowest that
 * serves them all.
 */
export class LogFeed {
  readonly #readers = new Set<LogReader>();
  /** Each subscription takes the place of the one before. */
  #unwatch = (): void => undefined;
  /** They are made one after the other, so that the last one is that of all readers. */
  #subscribing: Promise<unknown> = Promise.resolve();

  constructor(private readonly session: Session) {}

  /**
   * Shows a reader every entry that is written from now on. Gives the relay's time of that moment.
   *
   * @throws OttoError `forbidden_action`, `invalid_level`, ...; SessionLost
   */
  async add(reader: LogReader): Promise<string> {
    this.#readers.add(reader);
    try {
      return await this.#subscribe();
    } catch (error) {
      this.#readers.delete(reader);
      throw error;
    }
  }

  remove(reader: LogReader): void {
    if (!this.#readers.delete(reader) || !this.session.isOpen) return;
    this.#subscribe().catch(() => undefined); // the worst is that too much arrives
  }

  #subscribe(): Promise<string> {
    const subscribing = this.#subscribing.then(() => this.#subscribeNow());
    this.#subscribing = subscribing.catch(() => undefined);
    return subscribing;
  }

  async #subscribeNow(): Promise<string> {
    const filter = this.#readers.size === 0 ? NOTHING : widest([...this.#readers].map((reader) => reader.filter));
    const requestId = randomId('req_');
    let since = '';
    const unwatch = this.session.watch(requestId, ({ payload, timestamp }, chars) => {
      if (payload.type === 'logs_subscribed') since = timestamp;
      else if (payload.type === 'log' && isRecord(payload.entry))
        this.#show(payload.entry as unknown as LogEntry, chars);
    });
    const payload: LogsSubscribeEvent = { type: 'logs_subscribe', ...filter } as LogsSubscribeEvent;
    try {
      await this.session.request('event', payload, {
        requestId,
        answer: ['logs_subscribed'],
        timeoutMs: SUBSCRIBE_TIMEOUT_MS,
        timeout: () => new OttoError('connection_lost'),
      });
    } catch (error) {
      unwatch();
      throw error;
    }
    this.#unwatch();
    this.#unwatch = unwatch;
    return since;
  }

  #show(entry: LogEntry, chars: number): void {
    for (const reader of [...this.#readers]) reader.take(entry, chars);
  }
}

/** The feeds of a client's sessions. */
export class LogFeeds {
  readonly #feeds = new WeakMap<Session, LogFeed>();

  of(session: Session): LogFeed {
    const feed = this.#feeds.get(session) ?? new LogFeed(session);
    this.#feeds.set(session, feed);
    return feed;
  }
}
