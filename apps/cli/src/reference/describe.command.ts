import { Command, CommandRunner, InjectCommander } from 'nest-commander';
import { Output } from '../output/output';
import type { Command as CommandTree } from '../usage-error';
import { COMMAND_REFERENCES } from './command-references';
import { describeCommand } from './describe-command';

/** Asked by `npm run generate`: prints the tree of commands, and what else the reference page tells of them. */
@Command({ name: '__describe' })
export class DescribeCommand extends CommandRunner {
  constructor(
    @InjectCommander() private readonly program: CommandTree,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const description = { program: describeCommand(this.program), references: COMMAND_REFERENCES };
    this.output.content(JSON.stringify(description), description);
  }
}
