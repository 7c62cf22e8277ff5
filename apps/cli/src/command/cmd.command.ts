import { LIMITS } from '@otto/protocol';
import { Command, CommandRunner, Option } from 'nest-commander';
import { CommandSender } from '../controller/command-sender';
import { NODE_ID_HELP, TIMEOUT_HELP } from '../controller/option-help';
import { Output } from '../output/output';
import { parseDuration } from '../parse-option';
import { PAYLOAD_HELP, PayloadInput } from '../payload-input';

interface CmdOptions {
  readonly action: string;
  readonly payload?: string;
  readonly nodeId?: string;
  readonly tabSession?: string;
  readonly timeout?: number;
  readonly wait?: true;
  readonly retain?: boolean;
}

@Command({ name: 'cmd', description: 'Run one action on a node, and print what it returns' })
export class CmdCommand extends CommandRunner {
  constructor(
    private readonly payloads: PayloadInput,
    private readonly sender: CommandSender,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], options: CmdOptions): Promise<void> {
    const { action, nodeId, tabSession, timeout, wait } = options;
    const payload = await this.payloads.read(options.payload);
    const { data, warnings, ...result } = await this.sender.onNode(nodeId, action, (node) =>
      node.sendRaw(action, payloadOf(options, payload), {
        tabSessionId: tabSession,
        timeoutMs: timeout,
        waitPolicy: wait ? 'wait_with_timeout' : undefined,
      }),
    );
    for (const warning of warnings) this.output.warn(warning);
    this.output.content(JSON.stringify(data ?? null, null, 2), { action, ...result, warnings, data });
  }

  @Option({ flags: '--action <name>', description: 'such as primitive.tab.open', required: true })
  action(text: string): string {
    return text;
  }

  @Option({ flags: '--payload <json>', description: `what the action takes: ${PAYLOAD_HELP}` })
  payload(text: string): string {
    return text;
  }

  @Option({ flags: '--node-id <id>', description: NODE_ID_HELP })
  nodeId(text: string): string {
    return text;
  }

  @Option({ flags: '--tab-session <id>', description: 'the tab that the action works in' })
  tabSession(text: string): string {
    return text;
  }

  @Option({ flags: '--timeout <time>', description: TIMEOUT_HELP })
  timeout(text: string): number {
    return parseDuration('--timeout', text, LIMITS.commandTimeoutMs);
  }

  @Option({ flags: '--wait', description: 'wait for a tab that is busy or leased, instead of failing' })
  wait(): true {
    return true;
  }

  @Option({ flags: '--retain', description: 'keep a tab that it opens (the default)' })
  retain(): boolean {
    return true;
  }

  @Option({ flags: '--no-retain', description: 'close a tab that it opens when the command ends' })
  noRetain(): boolean {
    return false;
  }
}

/** A tab lives as long as the session that opened it, and that ends with this command: so tabs are retained. */
function payloadOf(
  { action, retain = true }: CmdOptions,
  payload: Record<string, unknown> = {},
): Record<string, unknown> {
  return action === 'primitive.tab.open' ? { retain, ...payload } : payload;
}
