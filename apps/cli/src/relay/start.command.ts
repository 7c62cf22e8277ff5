import { Command, CommandRunner, Help, Option } from 'nest-commander';
import { parseWhole } from '../parse-option';
import { AttachedRelay } from './attached-relay';
import { environmentHelp } from './environment-help';
import { RelayStarter } from './relay-starter';

interface StartOptions {
  readonly port?: number;
  readonly attached?: true;
}

@Command({ name: 'start', description: 'Start the relay of this machine' })
export class StartCommand extends CommandRunner {
  constructor(
    private readonly starter: RelayStarter,
    private readonly attachedRelay: AttachedRelay,
  ) {
    super();
  }

  async run(_arguments: string[], { port, attached }: StartOptions): Promise<void> {
    if (await this.starter.isRunning(port)) return;
    await (attached ? this.attachedRelay.run(port) : this.starter.start(port));
  }

  @Option({
    flags: '--port <port>',
    description: 'port to listen on, 0 for any free one (default: OTTO_RELAY_PORT, else 8787)',
  })
  port(text: string): number {
    return parseWhole('--port', text, { min: 0, max: 65_535 });
  }

  @Option({ flags: '--attached', description: 'keep it in this terminal, until Ctrl+C' })
  attached(): true {
    return true;
  }

  @Help('after')
  environment(): string {
    return environmentHelp('relay');
  }
}
