import type { CommandDescriptor } from '@otto/protocol';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { CommandSender } from '../controller/command-sender';
import { NODE_ID_HELP } from '../controller/option-help';
import { Output } from '../output/output';

interface ListOptions {
  readonly site?: string;
  readonly nodeId?: string;
}

@SubCommand({ name: 'list', description: 'List the site commands that a node has' })
export class CommandsListCommand extends CommandRunner {
  constructor(
    private readonly sender: CommandSender,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { site, nodeId }: ListOptions): Promise<void> {
    const { data } = await this.sender.onNode(nodeId, 'Asking the node', (node) => node.send('command.list', { site }));
    const rows = data.commands.map((command) => [command.site, command.id, authOf(command), inputsOf(command)]);
    const none = site === undefined ? 'This node has no site commands.' : `This node has no commands for ${site}.`;
    this.output.table({ head: ['SITE', 'COMMAND', 'AUTH', 'INPUTS'], rows, none }, { commands: data.commands });
  }

  @Option({ flags: '--site <host>', description: 'only those of this site, such as reddit.com' })
  site(text: string): string {
    return text;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }
}

/** Whether somebody has to be signed in; the commands that look after that are marked as well. */
function authOf({ requiresAuth, tags = [] }: CommandDescriptor): string {
  if (requiresAuth) return 'required';
  return tags.includes('auth') ? 'sign-in' : '-';
}

/** `query pages? limit?`; alternatives as `roomId?|username?`, of which one has to be given. */
function inputsOf({ inputFields, inputAtLeastOneOf: oneOf = [] }: CommandDescriptor): string {
  if (inputFields === undefined) return 'any';
  const shown = (name: string, optional = false): string => (optional ? `${name}?` : name);
  const choice = oneOf.map((name) => shown(name, true)).join('|');
  const others = inputFields.filter(({ name }) => !oneOf.includes(name));
  const names = others.map(({ name, optional }) => shown(name, optional));
  return [choice, ...names].filter((text) => text !== '').join(' ') || '-';
}
