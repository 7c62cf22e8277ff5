import type { Command } from '../usage-error';

export interface OptionDescription {
  /** As help shows it: `-o, --output <file>`. */
  readonly flags: string;
  readonly short: string | undefined;
  readonly long: string;
  readonly description: string;
  /** Name of its value, such as `file`; undefined for a switch. */
  readonly value: string | undefined;
  readonly choices: readonly string[];
  readonly isRequired: boolean;
  readonly isRepeatable: boolean;
}

export interface ArgumentDescription {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly isVariadic: boolean;
}

/** What there is to know of one command; help, completion and the reference page are made from the same tree. */
export interface CommandDescription {
  /** Words after `otto`: `logs list`. Empty for `otto` itself. */
  readonly path: string;
  readonly description: string;
  readonly arguments: readonly ArgumentDescription[];
  readonly options: readonly OptionDescription[];
  /** Of a group, which does nothing by itself. */
  readonly commands: readonly CommandDescription[];
}

/** Describes a command and all below it, without those that are only for Otto itself. */
export function describeCommand(command: Command, path = ''): CommandDescription {
  const children = command.commands.filter((child) => child.description() !== '');
  return {
    path,
    description: command.description(),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      description: argument.description,
      isRequired: argument.required,
      isVariadic: argument.variadic,
    })),
    options: command.options.filter(({ hidden }) => !hidden).map(describeOption),
    commands: children.map((child) => describeCommand(child, `${path} ${child.name()}`.trim())),
  };
}

/** The commands that do something, in the order of help. */
export function leafCommands(command: CommandDescription): CommandDescription[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leafCommands);
}

function describeOption(option: Command['options'][number]): OptionDescription {
  return {
    flags: option.flags,
    short: option.short,
    long: option.long ?? option.flags,
    description: option.description,
    value: /[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1],
    choices: option.argChoices ?? [],
    isRequired: option.mandatory,
    isRepeatable: option.variadic,
  };
}
