import { OttoError } from '@otto/protocol';
import { CommandRunner, Option, SubCommand } from 'nest-commander';
import { OttoHome } from '../home/otto-home';
import { Output } from '../output/output';
import { nodeProfile } from './node-profile';
import { isNodeRunning, listNodeRecords, nodeFiles, type NodeRecord } from './node-record';
import { stopNode } from './stop-node';

interface StopOptions {
  readonly profile?: string;
  readonly all?: true;
}

@SubCommand({
  name: 'stop',
  arguments: '[name]',
  argsDescription: { name: 'as "otto node list" shows it; may be left out when only one runs' },
  description: 'Stop a node: its supervisor and its browser',
})
export class NodeStopCommand extends CommandRunner {
  constructor(
    private readonly home: OttoHome,
    private readonly output: Output,
  ) {
    super();
  }

  async run([name]: string[], options: StopOptions): Promise<void> {
    const running = await this.#running();
    const chosen = options.all ? running : [this.#choose(running, name, options)];
    const progress = this.output.progress('Stopping the browser');
    await Promise.all(
      chosen.map((record) => stopNode(record, nodeFiles(this.home.nodesDirectory, record.name).record)),
    );
    progress.end();
    const stopped = chosen.map((record) => record.name);
    this.output.done(stopped.length === 0 ? 'No node was running' : `Stopped: ${stopped.join(', ')}`, { stopped });
  }

  async #running(): Promise<NodeRecord[]> {
    const records = await listNodeRecords(this.home.nodesDirectory);
    const states = await Promise.all(records.map(isNodeRunning));
    return records.filter((_, index) => states[index]);
  }

  #choose(running: readonly NodeRecord[], name: string | undefined, { profile }: StopOptions): NodeRecord {
    const wanted = name ?? (profile === undefined ? undefined : nodeProfile(this.home.nodesDirectory, profile).name);
    const [first, ...others] = wanted === undefined ? running : running.filter((record) => record.name === wanted);
    if (first === undefined) throw new OttoError('node_not_running');
    if (others.length > 0) {
      const reason = `several nodes run: ${running.map((record) => record.name).join(', ')}`;
      throw new OttoError('invalid_argument', { name: 'name', reason });
    }
    return first;
  }

  @Option({ flags: '--profile <dir>', description: 'the one that runs in this profile' })
  profile(value: string): string {
    return value;
  }

  @Option({ flags: '--all', description: 'every node of this machine' })
  all(): true {
    return true;
  }
}
