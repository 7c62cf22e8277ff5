import { Command, CommandRunner, Option } from 'nest-commander';
import { parseWhole } from '../parse-option';
import { RelayDaemon } from './relay-daemon';
import { RelayStarter } from './relay-starter';

@Command({ name: 'restart', description: 'Stop the relay of this machine, if it runs, and start it again' })
export class RestartCommand extends CommandRunner {
  constructor(
    private readonly daemon: RelayDaemon,
    private readonly starter: RelayStarter,
  ) {
    super();
  }

  async run(_arguments: string[], { port }: { readonly port?: number }): Promise<void> {
    const stopped = await this.daemon.stop();
    await this.starter.start(port ?? stopped?.port);
  }

  @Option({ flags: '--port <port>', description: 'port to listen on (default: the one that it had)' })
  port(text: string): number {
    return parseWhole('--port', text, { min: 0, max: 65_535 });
  }
}
