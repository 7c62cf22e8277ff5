import { OttoError } from '@otto/protocol';
import type { ConnectedNode } from '@otto/sdk';
import { Command, CommandRunner, Option } from 'nest-commander';
import { NodeList } from '../controller/node-list';
import { Output } from '../output/output';
import { humanDuration } from '../output/relative-time';
import { renderTable } from '../output/table';
import { RelayProbe, type RelayStatus } from './relay-probe';

@Command({ name: 'status', description: 'Tell whether the relay runs, and which nodes are connected' })
export class StatusCommand extends CommandRunner {
  constructor(
    private readonly probe: RelayProbe,
    private readonly nodeList: NodeList,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { nodes }: { readonly nodes?: true }): Promise<void> {
    const status = await this.probe.status();
    if (!nodes) return this.output.print(this.#describe(status), status);
    if (status.state === 'stopped') throw new OttoError('relay_not_running');
    const list = await this.nodeList.read();
    this.output.print(this.#describe(status) + this.#table(list), { ...status, nodes: list });
  }

  @Option({ flags: '--nodes', description: 'list the connected nodes as well' })
  nodes(): true {
    return true;
  }

  #describe(status: RelayStatus): string {
    const { green, yellow, red, dim } = this.output.style;
    const { url, pid, startedAt, stalePid, problem, versionAdvice } = status;
    const since = startedAt === undefined ? '' : `, up for ${humanDuration(Date.now() - startedAt)}`;
    const facts = pid === undefined ? '' : dim(` (process ${pid}${since})`);
    const stale = stalePid === undefined ? '' : dim(`  Process ${stalePid} ended without "otto stop".\n`);
    switch (status.state) {
      case 'running':
        return `${green('●')} relay running at ${url}${facts}\n${versionAdvice ? `${yellow('→')} ${versionAdvice}\n` : ''}`;
      case 'unready':
        return `${yellow('●')} relay at ${url} is not ready${facts}\n  ${problem?.code}: ${problem?.message}\n`;
      case 'silent':
        return `${red('●')} relay at ${url} does not answer${facts}\n${dim('→')} Restart it with "otto restart".\n`;
      case 'stopped':
        return `${red('○')} relay stopped (nothing answers at ${url})\n${stale}${dim('→')} Start it with "otto start".\n`;
    }
  }

  #table(nodes: readonly ConnectedNode[]): string {
    const { dim } = this.output.style;
    if (nodes.length === 0) return `No node is connected.\n${dim('→')} ${new OttoError('no_node_connected').hint}\n`;
    const rows = nodes.map(({ nodeId, granted }) => [nodeId, granted ? 'yes' : 'no']);
    return `\n${renderTable(['NODE', 'GRANTED'], rows, this.output.style)}`;
  }
}
