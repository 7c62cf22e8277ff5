import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { OperationLog, type LogFilter } from '@otto/logs';
import { OttoError, type LogsAnswer, type LogsStatusAnswer } from '@otto/protocol';
import type { LogsQuery } from '@otto/protocol/dto';
import type { Principal } from '../auth/principal';
import { toLogFilter } from './log-query';
import { LogVisibility } from './log-visibility';

/** Answers what a caller asks of the operation log, as far as it may see it. */
@Injectable()
export class LogsService {
  constructor(
    private readonly log: OperationLog,
    private readonly visibility: LogVisibility,
  ) {}

  /** @throws OttoError `invalid_since`, or `connection_lost` when the signal aborts because nobody waits any more. */
  async list(query: LogsQuery, principal: Principal, signal: AbortSignal): Promise<LogsAnswer> {
    return { logs: await unlessGone(signal, this.log.list(this.#filter(query, principal), signal)) };
  }

  /** @throws OttoError as `list` does */
  status(query: LogsQuery, principal: Principal, signal: AbortSignal): Promise<LogsStatusAnswer> {
    return unlessGone(signal, this.log.status(this.#filter(query, principal), signal));
  }

  /**
   * JSON lines that are read as fast as they are taken, and no longer once the stream is destroyed.
   *
   * @throws OttoError `invalid_since`
   */
  export(query: LogsQuery, principal: Principal): Readable {
    return Readable.from(this.log.export(this.#filter(query, principal)));
  }

  #filter(query: LogsQuery, principal: Principal): LogFilter {
    return this.visibility.narrow(toLogFilter(query), principal);
  }
}

async function unlessGone<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (signal.aborted) throw new OttoError('connection_lost');
    throw error;
  }
}
