import { OttoError } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';

@SubCommand({ name: 'login', description: 'Exchange the client secret for tokens' })
export class ClientLoginCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) throw new OttoError('not_logged_in');
    await this.controller.use((otto) => otto.clients.login());
    // It holds: the moment to move it, should it come from a time or an Otto without a keychain.
    const moved = await this.secret.migrate();
    if (moved?.place === 'keychain') this.output.note('The client secret is in the keychain of this system now.');
    this.output.done(`Logged in as ${clientId}`, { clientId });
  }
}
