import { Option, SubCommand } from 'nest-commander';
import type { LogsStatusAnswer } from '@otto/protocol';
import { humanSize } from '../output/human-size';
import { Output } from '../output/output';
import { shortAge } from '../output/relative-time';
import { ALL_HELP } from './all-help';
import { LogFilterCommand, type LogFilterOptions } from './log-filter.command';
import { LogReader } from './log-reader';

interface StatusOptions extends LogFilterOptions {
  readonly all?: boolean;
}

@SubCommand({ name: 'status', description: "Tell how much the relay's log holds, since when, and how long" })
export class LogsStatusCommand extends LogFilterCommand {
  constructor(
    private readonly reader: LogReader,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { all = false, ...filter }: StatusOptions): Promise<void> {
    const progress = this.output.progress('Reading the log');
    const status = await this.reader.read(all, ({ logs, as }) => logs.status(filter, as));
    progress.end();
    this.output.print(this.#describe(status), status);
  }

  @Option({ flags: '--all', description: ALL_HELP })
  all(): true {
    return true;
  }

  #describe({ totalEvents, sizeBytes, retentionDays, windowing, oldest, newest }: LogsStatusAnswer): string {
    const { bold, dim } = this.output.style;
    const kept = `for ${retentionDays} days, a file a day, continued at ${humanSize(windowing.maxFileBytes)}`;
    const facts = [
      ['entries', bold(String(totalEvents))],
      ['oldest', when(oldest)],
      ['newest', when(newest)],
      ['on disk', humanSize(sizeBytes)],
      ['kept', kept],
    ] as const;
    return facts.map(([name, value]) => `${dim(name.padEnd('entries'.length))}  ${value}\n`).join('');
  }
}

function when(time: string | null): string {
  return time === null ? '-' : `${time} (${shortAge(Date.now() - Date.parse(time))})`;
}
