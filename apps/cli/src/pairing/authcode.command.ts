import { Command, CommandRunner } from 'nest-commander';
import { Controller } from '../controller/controller';
import { Output } from '../output/output';
import { humanDuration } from '../output/relative-time';

@Command({ name: 'authcode', description: 'List the nodes that wait to be let in, with their codes' })
export class AuthcodeCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const pending = await this.controller.use((otto) => otto.pairing.pending());
    const rows = pending.map(({ code = 'hidden', nodeId, expiresAt, repairs }) => [
      code,
      nodeId,
      `in ${humanDuration(expiresAt - Date.now())}`,
      repairs ? 'was paired before' : '',
    ]);
    this.output.table(
      { head: ['CODE', 'NODE', 'EXPIRES', ''], rows, none: 'No node waits to be let in.' },
      { pending },
    );
  }
}
