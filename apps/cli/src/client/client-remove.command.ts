import { OttoError } from '@otto/protocol';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { ClientSecret } from '../home/client-secret';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';
import { ClientRemoval } from './client-removal';

@SubCommand({
  name: 'remove',
  arguments: '[client-id]',
  argsDescription: { 'client-id': 'the client (default: the one that this machine is)' },
  description: 'Remove a client from the relay, with its grants, tokens and sessions',
})
export class ClientRemoveCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly secret: ClientSecret,
    private readonly removal: ClientRemoval,
    private readonly output: Output,
  ) {
    super();
  }

  async run([named]: string[], { all }: { readonly all?: true }): Promise<void> {
    if (all && named !== undefined) {
      const reason = 'it removes every client: leave out the client id';
      throw new OttoError('invalid_argument', { name: '--all', reason });
    }
    await (all ? this.#removeAll() : this.#remove(named));
  }

  @Option({ flags: '--all', description: "remove every client of the relay; for the relay's owner" })
  all(): true {
    return true;
  }

  async #remove(named: string | undefined): Promise<void> {
    const { clientId: own } = await this.config.read();
    const clientId = named ?? own;
    if (clientId === undefined) throw new OttoError('not_logged_in');
    const answer = await this.removal.remove(clientId);
    if (clientId === own) await this.secret.forget();
    this.output.done(`${clientId} is removed${counts(answer)}`, { ...answer, wasThisMachine: clientId === own });
  }

  async #removeAll(): Promise<void> {
    const { clientId: own } = await this.config.read();
    const answer = await this.removal.removeAll();
    const wasThisMachine = own !== undefined && answer.removedClientIds.includes(own);
    if (wasThisMachine) await this.secret.forget();
    const clients = answer.removedCount === 1 ? '1 client is' : `${answer.removedCount} clients are`;
    this.output.done(`${clients} removed${counts(answer)}`, { ...answer, wasThisMachine });
  }
}

function counts(ended: { aclRevokedCount: number; disconnectedSessions: number }): string {
  const { aclRevokedCount: grants, disconnectedSessions: sessions } = ended;
  return `; ${grants} grant${grants === 1 ? '' : 's'} and ${sessions} session${sessions === 1 ? '' : 's'} ended`;
}
