import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { OperationLog } from '@otto/logs';
import { CLOCK, type Clock } from '../config/clock';
import { RelayConfig } from '../config/relay-config';
import { LogVisibility } from './log-visibility';
import { LogsController } from './logs.controller';
import { LogsService } from './logs.service';

function operationLog({ logDir, logMaxFileBytes }: RelayConfig, clock: Clock): OperationLog {
  const console = new Logger(OperationLog.name);
  return new OperationLog({
    directory: logDir,
    maxFileBytes: logMaxFileBytes,
    clock,
    // The one failure that cannot be looked up in the log itself.
    onTrouble: (error) => console.error(`The operation log cannot be written: ${String(error)}`),
  });
}

/** The operation log, for every module to write to, and its REST interface. */
@Global()
@Module({
  controllers: [LogsController],
  providers: [
    { provide: OperationLog, inject: [RelayConfig, CLOCK], useFactory: operationLog },
    LogVisibility,
    LogsService,
  ],
  exports: [OperationLog, LogVisibility],
})
export class LogsModule implements OnApplicationShutdown {
  constructor(private readonly log: OperationLog) {}

  /** After the sessions and the HTTP server have ended, so that their last entries are written too. */
  onApplicationShutdown(): Promise<void> {
    this.log.write({ level: 'info', source: 'relay', type: 'relay_stopped' });
    return this.log.close();
  }
}
