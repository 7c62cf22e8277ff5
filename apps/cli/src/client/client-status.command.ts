import { OttoError } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Controller } from '../controller/controller';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { SECRET_PLACES } from './secret-words';

@SubCommand({ name: 'status', description: 'Tell who this machine is to the relay, and whether that still holds' })
export class ClientStatusCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly controller: Controller,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) throw new OttoError('not_logged_in');
    const place = await this.secret.place();
    const nodes = await this.controller.use((otto) => otto.nodes.list());
    const granted = nodes.filter((node) => node.granted).map(({ nodeId }) => nodeId);
    const { dim } = this.output.style;
    const secret = place === undefined ? 'none' : SECRET_PLACES[place];
    this.output.done(
      `Logged in as ${clientId}\n${dim('  secret ')} ${secret}\n${dim('  nodes  ')} ${granted.join(', ') || noneOf(nodes.length)}`,
      { clientId, secret: place ?? 'none', loggedIn: true, grantedNodes: granted },
    );
  }
}

function noneOf(connected: number): string {
  if (connected === 0) return 'none connected';
  return `none granted (${connected} connected; see "otto status --nodes")`;
}
