import { OttoError } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { Logout } from './logout';

@SubCommand({ name: 'forget', description: 'Remove the identity from this machine; the relay goes on knowing it' })
export class ClientForgetCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly logout: Logout,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) throw new OttoError('not_logged_in');
    const revoked = await this.logout.attempt();
    await this.secret.forget();
    if (!revoked) this.output.note('The relay could not be told; the last tokens are good until they run out.');
    this.output.done(`This machine is not ${clientId} any more; its secret is removed`, { clientId, revoked });
    this.output.note('To remove it from the relay too, its owner runs: otto client remove ' + clientId);
  }
}
