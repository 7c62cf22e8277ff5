import { Get, Query, StreamableFile } from '@nestjs/common';
import type { LogsAnswer, LogsStatusAnswer } from '@otto/protocol';
import { LogsQuery } from '@otto/protocol/dto';
import { Callers, controllerWith } from '../auth/callers.decorator';
import type { Principal } from '../auth/principal';
import { ByPrincipal, UntilClosed } from '../http/request-parameters';
import { RestController } from '../http/rest-controller';
import { LogsService } from './logs.service';

@RestController('api/logs')
export class LogsController {
  constructor(private readonly logs: LogsService) {}

  @Get()
  @Callers('operator', controllerWith('logs.read'))
  list(
    @Query() query: LogsQuery,
    @ByPrincipal() principal: Principal,
    @UntilClosed() signal: AbortSignal,
  ): Promise<LogsAnswer> {
    return this.logs.list(query, principal, signal);
  }

  @Get('export')
  @Callers('operator', controllerWith('logs.read'))
  export(@Query() query: LogsQuery, @ByPrincipal() principal: Principal): StreamableFile {
    const lines = this.logs.export(query, principal);
    return new StreamableFile(lines, { type: 'application/x-ndjson; charset=utf-8' });
  }

  @Get('status')
  @Callers('operator', controllerWith('logs.read'))
  status(
    @Query() query: LogsQuery,
    @ByPrincipal() principal: Principal,
    @UntilClosed() signal: AbortSignal,
  ): Promise<LogsStatusAnswer> {
    return this.logs.status(query, principal, signal);
  }
}
