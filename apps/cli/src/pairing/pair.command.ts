import { OttoError } from '@otto/protocol';
import type { OttoClient, PairedNode } from '@otto/sdk';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Controller } from '../controller/controller';
import { ConfigFile } from '../home/config-file';
import { Output } from '../output/output';

@Command({
  name: 'pair',
  arguments: '<code>',
  argsDescription: { code: 'as the Otto popup shows it, NNN-NNN' },
  description: 'Let in the node that shows this code, and grant it to this machine',
})
export class PairCommand extends CommandRunner {
  constructor(
    private readonly controller: Controller,
    private readonly config: ConfigFile,
    private readonly output: Output,
  ) {
    super();
  }

  async run([typed = '']: string[], { grant }: { readonly grant: boolean }): Promise<void> {
    const code = parseCode(typed);
    const { clientId } = await this.config.read();
    if (grant && clientId === undefined) throw new OttoError('not_logged_in');
    const node = await this.controller.use((otto) => this.#approve(otto, code, grant ? clientId : undefined));
    const granted = node.clientId === undefined ? '' : `, and ${node.clientId} may drive it`;
    this.output.done(`${node.nodeId} is paired${granted}`, node);
  }

  @Option({ flags: '--no-grant', description: 'let it in without granting it to this machine' })
  noGrant(): boolean {
    return false;
  }

  async #approve(otto: OttoClient, code: string, clientId: string | undefined): Promise<PairedNode> {
    const waiting = (await otto.pairing.pending()).find((pairing) => pairing.code === code);
    if (waiting?.repairs) this.output.note(`${waiting.nodeId} was paired before; its earlier tokens end now.`);
    return otto.pairing.approve(code, { clientId });
  }
}

/** With its hyphen, a blank or neither. What can be no code is not tried: the relay counts wrong ones. */
function parseCode(typed: string): string {
  const [, first, second] = /^(\d{3})[-\s]?(\d{3})$/.exec(typed.trim()) ?? [];
  if (first !== undefined && second !== undefined) return `${first}-${second}`;
  throw new OttoError('invalid_argument', { name: 'code', reason: `"${typed}" is not of the form NNN-NNN` });
}
