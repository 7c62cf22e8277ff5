import type { LogEntry, LogsAnswer, LogsStatusAnswer } from '@otto/protocol';
import type { ControllerApi } from '../http/controller-api';
import type { Connection } from '../session/connection';
import { LogFeeds } from './log-feed';
import { queryText, type LogQuery } from './log-filter';
import { LogFollow, type FollowOptions } from './log-follow';

export interface LogsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Reads as the relay's owner, who sees everything: needs the client's `operatorToken`. */
  readonly asOperator?: boolean | undefined;
}

/** How long the relay may take to look through its files. */
const TIMEOUT_MS = 60_000;

/** The operation log of the relay: of this client's commands and of the nodes that it is granted. */
export class Logs {
  readonly #feeds = new LogFeeds();

  constructor(
    private readonly connection: Connection,
    private readonly api: ControllerApi,
  ) {}

  /**
   * Entries, the oldest first; the newest 10 000 at most.
   *
   * @throws OttoError `invalid_since`, `invalid_level`, `invalid_source`, `invalid_latest`, `forbidden_role`, ...
   */
  async list(query: LogQuery = {}, options: LogsOptions = {}): Promise<LogEntry[]> {
    const call = { ...options, timeoutMs: TIMEOUT_MS };
    return (await this.api.get<LogsAnswer>(`/api/logs${queryText(query)}`, call)).logs;
  }

  /** How much the log holds, since when, and how it is kept. Throws as `list` does. */
  status(query: LogQuery = {}, options: LogsOptions = {}): Promise<LogsStatusAnswer> {
    return this.api.get(`/api/logs/status${queryText(query)}`, { ...options, timeoutMs: TIMEOUT_MS });
  }

  /** Every entry as a line of JSON, however many there are, the oldest first. Throws as `list` does, when it is read. */
  export(query: LogQuery = {}, options: LogsOptions = {}): AsyncGenerator<string, undefined> {
    return this.api.lines(`/api/logs/export${queryText(query)}`, { ...options, timeoutMs: TIMEOUT_MS });
  }

  /** Entries as they are written; with `since` or `latest` it begins with those that are written already. */
  follow(query: LogQuery = {}, options: FollowOptions = {}): LogFollow {
    const list = (missing: LogQuery, signal: AbortSignal): Promise<LogEntry[]> => this.list(missing, { signal });
    return new LogFollow(this.connection, this.#feeds, list, query, options);
  }
}
