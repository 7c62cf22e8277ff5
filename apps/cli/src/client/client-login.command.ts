import { OttoError } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';

@SubCommand({ name: 'login', description: 'Exchange the client secret for tokens' })
export class ClientLoginCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) throw new OttoError('not_logged_in');
    await this.controller.use((otto) => otto.clients.login());
    this.output.done(`Logged in as ${clientId}`, { clientId });
  }
}
