import { OttoError, type NodeRevokeAnswer } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Logout } from '../client/logout';
import { ConfigFile } from '../home/config-file';
import { RelayHttp } from '../http/relay-http';
import { Output } from '../output/output';

@Command({ name: 'revoke', description: 'End the tokens of this machine, or those of a node' })
export class RevokeCommand extends CommandRunner {
  constructor(
    private readonly config: ConfigFile,
    private readonly logout: Logout,
    private readonly relay: RelayHttp,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { nodeId }: { readonly nodeId?: string }): Promise<void> {
    await (nodeId === undefined ? this.#revokeOwn() : this.#revokeNode(nodeId));
  }

  @Option({
    flags: '--node-id <id>',
    description: 'lock this node out, such as one on a machine that was lost; it has to be paired again',
  })
  nodeId(text: string): string {
    return text;
  }

  async #revokeOwn(): Promise<void> {
    const { clientId } = await this.config.read();
    if (clientId === undefined) throw new OttoError('not_logged_in');
    const revoked = await this.logout.run();
    const text = revoked ? `The tokens of ${clientId} have ended` : `${clientId} had no tokens to end`;
    this.output.done(text, { clientId, revoked });
    if (revoked) this.output.note('The next command logs in again, with the client secret.');
  }

  async #revokeNode(nodeId: string): Promise<void> {
    const answer = await this.relay.post<NodeRevokeAnswer>('/api/nodes/revoke', { nodeId }, { asOperator: true });
    const revoked = answer.refreshRevokedCount > 0;
    const text = revoked ? `${nodeId} is locked out; it has to be paired again` : `${nodeId} had no tokens to end`;
    this.output.done(text, { nodeId, revoked, disconnectedSessions: answer.disconnectedSessions });
  }
}
