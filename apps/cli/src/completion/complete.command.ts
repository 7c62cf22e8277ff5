import { Command, CommandRunner, InjectCommander } from 'nest-commander';
import { Output } from '../output/output';
import { describeCommand } from '../reference/describe-command';
import type { Command as CommandTree } from '../usage-error';
import { complete } from './complete';

/** Asked by the shells: prints one candidate a line, with a tab and its description, or `:files`. */
@Command({ name: '__complete', arguments: '[words...]' })
export class CompleteCommand extends CommandRunner {
  constructor(
    @InjectCommander() private readonly program: CommandTree,
    private readonly output: Output,
  ) {
    super();
  }

  async run(words: string[]): Promise<void> {
    const { candidates, files } = complete(describeCommand(this.program), words);
    const lines = files ? [':files'] : candidates.map(({ word, description }) => `${word}\t${description}`);
    this.output.print(lines.map((line) => `${line}\n`).join(''), { candidates, files });
  }
}
