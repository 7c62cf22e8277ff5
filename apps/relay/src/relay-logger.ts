import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Nest's own words on stderr: stdout is for the one line that says that the relay is ready. */
export class RelayLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'], colors: process.stderr.isTTY });
  }

  protected override printMessages(messages: unknown[], context?: string, level?: LogLevel): void {
    super.printMessages(messages, context, level, 'stderr');
  }
}
