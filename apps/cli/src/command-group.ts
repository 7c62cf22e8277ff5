import { OttoError } from '@otto/protocol';
import { CommandRunner } from 'nest-commander';

/** A command that only holds others, such as `otto client`: alone it shows what they are. */
export abstract class CommandGroup extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    const command = this.command.name();
    if (unknown !== undefined) {
      throw new OttoError('invalid_usage', { reason: `unknown command '${unknown}'`, command: `otto ${command}` });
    }
    this.command.help({ error: true });
  }
}
