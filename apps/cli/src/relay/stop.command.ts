import { Command, CommandRunner } from 'nest-commander';
import { Output } from '../output/output';
import { RelayDaemon } from './relay-daemon';

@Command({ name: 'stop', description: 'Stop the relay of this machine' })
export class StopCommand extends CommandRunner {
  constructor(
    private readonly daemon: RelayDaemon,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const progress = this.output.progress('Stopping the relay');
    const stopped = await this.daemon.stop();
    progress.end();
    if (stopped) this.output.done(`The relay at ${stopped.url} has stopped`, { status: 'stopped', pid: stopped.pid });
    else this.output.done('No relay was running', { status: 'not_running' });
  }
}
