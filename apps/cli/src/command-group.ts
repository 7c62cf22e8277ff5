import { OttoError } from '@otto/protocol';
import { CommandRunner } from 'nest-commander';
import { didYouMean } from './did-you-mean';

/** A command that only holds others, such as `otto client`: alone it shows what they are. */
export abstract class CommandGroup extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    const command = this.command.name();
    if (unknown !== undefined) {
      const suggestion = didYouMean(
        unknown,
        this.command.commands.map((child) => child.name()),
      );
      const reason = `unknown command '${unknown}'${suggestion}`;
      throw new OttoError('invalid_usage', { reason, command: `otto ${command}` });
    }
    this.command.help({ error: true });
  }
}
