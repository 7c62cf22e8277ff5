import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectCommander } from 'nest-commander';
import { RelayLocation } from './relay/relay-location';
import { throwUsageErrors, type Command } from './usage-error';

/** Options that every command takes, before or after its name: a command must not declare one of these names itself. */
@Injectable()
export class GlobalOptions implements OnApplicationBootstrap {
  constructor(
    @InjectCommander() private readonly program: Command,
    location: RelayLocation,
  ) {
    program
      .name('otto')
      .description('Drives your own signed-in browser from a program, safely.')
      .option('--json', 'print one JSON document, for programs')
      .option('--relay-url <url>', 'the relay to use, ws(s)://host:port')
      .hook('preAction', () => location.useUrl(program.opts<{ relayUrl?: string }>().relayUrl));
  }

  onApplicationBootstrap(): void {
    throwUsageErrors(this.program);
  }
}
