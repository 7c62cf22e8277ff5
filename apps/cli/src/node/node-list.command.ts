import { CommandRunner, SubCommand } from 'nest-commander';
import { NodeList } from '../controller/node-list';
import { OttoHome } from '../home/otto-home';
import { Output } from '../output/output';
import { RelayLocation } from '../relay/relay-location';
import { isNodeRunning, listNodeRecords, type NodeRecord } from './node-record';

interface ConnectedNodes {
  readonly relayUrl: string;
  readonly nodeIds: readonly string[];
}

type NodeState = 'connected' | 'not connected' | 'running' | 'stopped';

@SubCommand({ name: 'list', description: 'List the nodes that this machine runs or ran' })
export class NodeListCommand extends CommandRunner {
  constructor(
    private readonly home: OttoHome,
    private readonly nodeList: NodeList,
    private readonly location: RelayLocation,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const records = await listNodeRecords(this.home.nodesDirectory);
    const connected = records.length > 0 ? await this.#connected() : undefined;
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

  /** The nodes that the relay of this run sees; undefined when it does not answer, or not to this user. */
  async #connected(): Promise<ConnectedNodes | undefined> {
    try {
      const { webSocketUrl } = await this.location.address();
      return { relayUrl: webSocketUrl, nodeIds: (await this.nodeList.read()).map(({ nodeId }) => nodeId) };
    } catch {
      return undefined;
    }
  }

  /** `running`: connected or not, this relay cannot tell. */
  async #state(record: NodeRecord, connected: ConnectedNodes | undefined): Promise<NodeState> {
    if (!(await isNodeRunning(record))) return 'stopped';
    if (connected?.relayUrl !== record.relayUrl) return 'running';
    return connected.nodeIds.includes(record.nodeId) ? 'connected' : 'not connected';
  }
}
