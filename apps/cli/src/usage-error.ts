import { OttoError } from '@otto/protocol';
import type { CommandRunner } from 'nest-commander';

/** commander's class, which nest-commander brings along but does not export. */
export type Command = Parameters<CommandRunner['setCommand']>[0];

/** Thrown where commander, left alone, would end the process, although nothing failed: `--help`, `--version`. */
export class HelpShown extends Error {
  /** What the help stands for, where it was not asked for. */
  constructor(readonly failure?: OttoError) {
    super('help was shown');
  }
}

/** Makes a tree of commands throw `HelpShown` or `invalid_usage` instead of ending the process. */
export function throwUsageErrors(command: Command, path = command.name()): void {
  command.exitOverride(({ code, exitCode, message }) => {
    if (exitCode === 0) throw new HelpShown();
    // A group of commands was called without one: its help is written already.
    if (code === 'commander.help') {
      throw new HelpShown(new OttoError('invalid_usage', { reason: 'a command is missing', command: path }));
    }
    throw new OttoError('invalid_usage', { reason: asSentence(message), command: path });
  });
  // Left alone it would take no notice of them, and "otto client forget clt_b" would forget another one. A group says
  // itself that it does not know a command.
  if (command.commands.length === 0) command.allowExcessArguments(false);
  for (const child of command.commands) throwUsageErrors(child, `${path} ${child.name()}`);
}

/** "error: unknown option '--jsn'\n(Did you mean --json?)" without the prefix and on one line. */
function asSentence(message: string): string {
  return message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/\.$/, '');
}
