import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectCommander } from 'nest-commander';
import type { Command } from '../usage-error';
import type { CommandReference } from './command-reference';
import { COMMAND_REFERENCES } from './command-references';
import { formatFrontHelp } from './front-help';

/** Adds to the help of every command what its options do not tell: examples, and what its exit code says. */
@Injectable()
export class HelpPages implements OnApplicationBootstrap {
  constructor(@InjectCommander() private readonly program: Command) {}

  onApplicationBootstrap(): void {
    this.program.configureHelp({ ...this.program.configureHelp(), formatHelp: formatFrontHelp });
    this.#add(this.program, '');
  }

  #add(command: Command, path: string): void {
    const reference = COMMAND_REFERENCES[path];
    if (reference !== undefined) command.addHelpText('after', () => textOf(reference));
    for (const child of command.commands) this.#add(child, `${path} ${child.name()}`.trim());
  }
}

function textOf({ examples, exits }: CommandReference): string {
  const lines = examples.map(({ line, does }) => `  # ${does}\n  ${line}`);
  return `\nExamples:\n${lines.join('\n')}${exits === undefined ? '' : `\n\nExit code: ${exits}`}`;
}
