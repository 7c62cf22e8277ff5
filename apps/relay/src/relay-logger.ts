import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** Where Nest reports errors that it throws as well: whoever started the relay tells of them, once and in its own words. */
const THROWN_AS_WELL: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication']);

/** Nest's own words, as far as they matter, on stderr: stdout is for the one line that says that the relay is ready. */
export class RelayLogger extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'], colors: process.stderr.isTTY === true });
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (!THROWN_AS_WELL.has(rest.at(-1))) super.error(message, ...rest);
  }

  protected override printMessages(messages: unknown[], context?: string, level?: LogLevel): void {
    super.printMessages(messages, context, level, 'stderr');
  }
}
