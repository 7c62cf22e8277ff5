import { LISTENERS } from '@otto/protocol';
import { CommandRunner, SubCommand } from 'nest-commander';
import { Output } from '../output/output';
import { humanDuration } from '../output/relative-time';
import { renderTable } from '../output/table';
import { LiveListeners, type LiveListener } from './live-listeners';

@SubCommand({ name: 'list', description: 'List the listeners that this machine holds, and the kinds that there are' })
export class ListenerListCommand extends CommandRunner {
  constructor(
    private readonly live: LiveListeners,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const live = await this.live.list();
    const active = live.map(({ mark: _mark, ...listener }) => listener);
    const available = Object.entries(LISTENERS).map(([listener, { description }]) => ({ listener, description }));
    const { dim } = this.output.style;
    const kinds = available.map(({ listener, description }) => `${listener}  ${dim(description)}\n`).join('');
    this.output.print(`${this.#table(live)}\n${dim('Kinds:')}\n${kinds}`, { active, available });
  }

  #table(live: readonly LiveListener[]): string {
    if (live.length === 0) return 'This machine holds no listener.\n';
    const rows = live.map(({ requestId, listener, site, nodeId, tabSessionId, pid, startedAt }) => [
      requestId,
      listener,
      site,
      nodeId,
      tabSessionId,
      String(pid),
      humanDuration(Date.now() - startedAt),
    ]);
    return renderTable(['REQUEST', 'LISTENER', 'SITE', 'NODE', 'TAB', 'PID', 'FOR'], rows, this.output.style);
  }
}
