import { Command, CommandRunner, Option } from 'nest-commander';
import { Output } from '../output/output';
import { Guide } from './guide';
import { GuidedSetup } from './guided-setup';
import { Setup, type SetupOptions } from './setup';
import { NO_SCREEN } from './setup-screen';

interface SetupCommandOptions extends SetupOptions {
  readonly nonInteractive?: true;
}

@Command({ name: 'setup', description: 'Set this machine up: relay, identity, extension, and the way to your browser' })
export class SetupCommand extends CommandRunner {
  constructor(
    private readonly setup: Setup,
    private readonly guided: GuidedSetup,
    private readonly guide: Guide,
    private readonly output: Output,
  ) {
    super();
  }

  async run(_arguments: string[], { nonInteractive, ...options }: SetupCommandOptions): Promise<void> {
    if (!nonInteractive && !this.output.isJson && this.guide.isAttended) return this.guided.run(options);
    const report = await this.setup.run(options, NO_SCREEN);
    this.output.print(`${JSON.stringify(report, null, 2)}\n`, report);
  }

  @Option({
    flags: '--non-interactive',
    description: 'ask nothing, and print one JSON object (so it is without a terminal)',
  })
  nonInteractive(): true {
    return true;
  }

  @Option({ flags: '--skip-extension', description: 'leave the extension alone' })
  skipExtension(): true {
    return true;
  }

  @Option({ flags: '--skip-daemon', description: 'start no relay' })
  skipDaemon(): true {
    return true;
  }
}
