import { readEnvironment } from '@otto/protocol';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { Invocation } from '../invocation';
import { Output } from '../output/output';
import { needsNoSandbox } from './browser-flags';
import { findBrowser } from './find-browser';
import { NodeRelay } from './node-relay';
import { NodeStarter } from './node-starter';

interface StartOptions {
  readonly headless?: boolean;
  readonly profile?: string;
  readonly browser?: string;
}

@SubCommand({
  name: 'start',
  arguments: '[browser-flags...]',
  argsDescription: { 'browser-flags': 'further flags for the browser, after --' },
  description: 'Start a browser as a node, in a profile of its own, and pair it with the relay',
})
export class NodeStartCommand extends CommandRunner {
  constructor(
    private readonly invocation: Invocation,
    private readonly starter: NodeStarter,
    private readonly relay: NodeRelay,
    private readonly output: Output,
  ) {
    super();
  }

  async run(flags: string[], { headless = false, profile, browser: wanted }: StartOptions): Promise<void> {
    const browser = findBrowser(wanted ?? readEnvironment(['OTTO_BROWSER'], this.invocation.env).OTTO_BROWSER);
    if (needsNoSandbox()) {
      this.output.warn(
        'As root, the browser runs without its sandbox; use a user of its own for pages you do not trust.',
      );
    }
    const progress = this.output.progress(`Starting ${browser.name}`);
    const onForeignApproval = (code: string): void => {
      this.output.note(`The node waits to be let in. The relay's owner does that with: otto pair ${code}`);
    };
    const node = await this.starter.start({ browser, headless, profile, flags, onForeignApproval });
    progress.end();
    this.output.done(`${node.nodeId} is connected to ${node.relayUrl}${node.paired ? ' (paired just now)' : ''}`, {
      ...node,
      pid: node.host.pid,
    });
    if ((await this.relay.isGranted(node.nodeId)) === false) this.output.warn(withoutGrant(node.nodeId));
  }

  @Option({ flags: '--headless', description: 'without a window, for servers and CI jobs' })
  headless(): boolean {
    return true;
  }

  @Option({ flags: '--profile <dir>', description: 'directory of the browser profile (default: one below OTTO_HOME)' })
  profile(value: string): string {
    return value;
  }

  @Option({
    flags: '--browser <path>',
    description: 'a path or program name (default: OTTO_BROWSER, else the first one found)',
  })
  browser(value: string): string {
    return value;
  }
}

/** It was paired for another client, which this machine was before, say. */
function withoutGrant(nodeId: string): string {
  return (
    'This machine may not drive it yet. Approve that in the Otto popup of this browser, or pair it anew: ' +
    `otto revoke --node-id ${nodeId}, then otto pair with the code that otto authcode tells.`
  );
}
