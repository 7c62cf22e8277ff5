import { Option, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { shortAge } from '../output/relative-time';
import { ALL_HELP } from './all-help';
import { LogFilterCommand, type LogFilterOptions } from './log-filter.command';
import { LogLines } from './log-line';
import { LogReader } from './log-reader';

interface ListOptions extends LogFilterOptions {
  readonly all?: boolean;
}

/** As much as somebody reads; who wants more says since when. */
const DEFAULT_LATEST = 100;

@SubCommand({
  name: 'list',
  description: `Print entries of the relay's log, the oldest first (the newest ${DEFAULT_LATEST} without --since and --latest)`,
})
export class LogsListCommand extends LogFilterCommand {
  constructor(
    private readonly reader: LogReader,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { all = false, ...filter }: ListOptions): Promise<void> {
    const { since, latest = since === undefined ? DEFAULT_LATEST : undefined } = filter;
    const progress = this.output.progress('Reading the log');
    const logs = await this.reader.read(all, ({ logs, as }) => logs.list({ ...filter, latest }, as));
    progress.end();
    const now = Date.now();
    const format = new LogLines(this.output.style, (ms) => shortAge(now - ms));
    format.expect(logs);
    const text = logs.map((entry) => `${format.line(entry)}\n`).join('');
    this.output.print(text === '' ? 'The log has no such entries.\n' : text, { logs });
  }

  @Option({ flags: '--all', description: ALL_HELP })
  all(): true {
    return true;
  }
}
