import { Command, CommandRunner } from 'nest-commander';
import { Output } from '../output/output';
import { RelayLocation } from './relay-location';

@Command({ name: 'status', description: 'Tell whether the relay runs' })
export class StatusCommand extends CommandRunner {
  constructor(
    private readonly location: RelayLocation,
    private readonly output: Output,
  ) {
    super();
  }

  async run(): Promise<void> {
    const address = await this.location.address();
    this.output.done(`relay ${address.webSocketUrl}`, address);
  }
}
