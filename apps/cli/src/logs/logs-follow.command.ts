import type { LogFollow } from '@otto/sdk';
import { SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { clockTime } from '../output/relative-time';
import type { Progress } from '../output/spinner';
import { LogFilterCommand, type LogFilterOptions } from './log-filter.command';
import { LogLines } from './log-line';

const FOLLOWING = 'Following the log; Ctrl+C ends it';

@SubCommand({
  name: 'follow',
  description:
    "Print entries of the relay's log as they are written, until Ctrl+C; first older ones, with --since or --latest",
})
export class LogsFollowCommand extends LogFilterCommand {
  constructor(
    private readonly controller: Controller,
    private readonly invocation: Invocation,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], filter: LogFilterOptions): Promise<void> {
    const { signal } = this.invocation;
    await this.controller.useConnected(async ({ logs }) => {
      const progress = this.output.progress('Connecting');
      try {
        const follow = logs.follow(filter, { signal });
        this.#tellInterruptions(follow, progress);
        const format = new LogLines(this.output.style, clockTime);
        for await (const entry of follow) await this.output.line(format.line(entry), entry);
      } finally {
        progress.end();
      }
    });
  }

  #tellInterruptions(follow: LogFollow, progress: Progress): void {
    follow.started.then(() => progress.update(FOLLOWING)).catch(() => undefined); // reading throws it
    follow.on('lost', () => {
      progress.update('The connection is lost; waiting for the relay');
      this.output.note('The connection is lost. What is written until it is back follows then.');
    });
    follow.on('restored', () => {
      progress.update(FOLLOWING);
      this.output.note('The connection is back.');
    });
    follow.on('gap', (gap) => {
      const many = gap.reason === 'slow_reader' ? `${gap.dropped} entries` : 'Entries';
      this.output.warn(`${many} are missing here; "otto logs list" has them.`);
    });
  }
}
