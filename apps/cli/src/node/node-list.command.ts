import { CommandRunner, SubCommand } from 'nest-commander';
import { OttoHome } from '../home/otto-home';
import { Output } from '../output/output';
import { isNodeRunning, listNodeRecords, type NodeRecord } from './node-record';
import { NodeRelay } from './node-relay';

type NodeState = 'connected' | 'not connected' | 'running' | 'stopped';

@SubCommand({ name: 'list', description: 'List the nodes that this machine runs or ran' })
export class NodeListCommand extends CommandRunner {
  constructor(
    private readonly home: OttoHome,
    private readonly relay: NodeRelay,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const records = await listNodeRecords(this.home.nodesDirectory);
    const connected = records.length > 0 ? await this.relay.connectedNodes() : undefined;
    const nodes = await Promise.all(
      records.map(async (record) => ({ ...record, state: await this.#state(record, connected) })),
    );
    const rows = nodes.map(({ name, nodeId, state, host, browser, relayUrl, ended }) => [
      name,
      nodeId,
      state === 'stopped' && ended !== 'stopped' ? `stopped (${ended ?? 'its supervisor was killed'})` : state,
      state === 'stopped' ? '-' : String(host.pid),
      browser.name,
      relayUrl,
    ]);
    const none = 'No node was started on this machine yet; start one with "otto node start".';
    this.output.table({ head: ['NAME', 'NODE', 'STATE', 'PID', 'BROWSER', 'RELAY'], rows, none }, { nodes });
  }

  /** `running`: connected or not, this relay cannot tell. */
  async #state(record: NodeRecord, connected: ConnectedNodes | undefined): Promise<NodeState> {
    if (!(await isNodeRunning(record))) return 'stopped';
    if (connected?.relayUrl !== record.relayUrl) return 'running';
    return connected.nodeIds.includes(record.nodeId) ? 'connected' : 'not connected';
  }
}

type ConnectedNodes = Awaited<ReturnType<NodeRelay['connectedNodes']>>;
