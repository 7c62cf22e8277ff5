import { Get, Query, StreamableFile } from '@nestjs/common';
import { LogEntry, LogsAnswer, LogsQuery, LogsStatusAnswer } from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import { Answers, AnswersLinesOf } from '../http/answers.decorator';
import { ByPrincipal, UntilClosed } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { LogsService } from './logs.service';

@RestController('api/logs')
export class LogsController {
  constructor(private readonly logs: LogsService) {}

  /**
   * Entries of the operation log, the oldest first; for a controller what its client did and what concerns nodes it is
   * granted.
   */
  @Get()
  @Callers('operator', controllerWith('logs.read'))
  @Answers(LogsAnswer)
  list(
    @Query() query: LogsQuery,
    @ByPrincipal() principal: Principal,
    @UntilClosed() signal: AbortSignal,
  ): Promise<LogsAnswer> {
    return this.logs.list(query, principal, signal);
  }

  /** The same as JSON lines, however many there are. */
  @Get('export')
  @Callers('operator', controllerWith('logs.read'))
  @AnswersLinesOf(LogEntry)
  export(@Query() query: LogsQuery, @ByPrincipal() principal: Principal): StreamableFile {
    const lines = this.logs.export(query, principal);
    return new StreamableFile(lines, { type: 'application/x-ndjson; charset=utf-8' });
  }

  /** How much the log holds, since when, and how it is kept. */
  @Get('status')
  @Callers('operator', controllerWith('logs.read'))
  @Answers(LogsStatusAnswer)
  status(
    @Query() query: LogsQuery,
    @ByPrincipal() principal: Principal,
    @UntilClosed() signal: AbortSignal,
  ): Promise<LogsStatusAnswer> {
    return this.logs.status(query, principal, signal);
  }
}
