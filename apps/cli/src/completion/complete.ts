import type { CommandDescription, OptionDescription } from '../reference/describe-command';
import { ARGUMENT_VALUES } from './argument-values';

/** What may stand where the cursor is. */
export interface Completion {
  /** In the order of help; those that do not begin like the current word are left out. */
  readonly candidates: readonly Candidate[];
  /** A file or directory is wanted: the shell knows those best. */
  readonly files: boolean;
}

export interface Candidate {
  readonly word: string;
  readonly description: string;
}

/** Where a command line has got to. */
interface Position {
  readonly command: CommandDescription;
  /** Options of all commands on the way. */
  readonly options: readonly OptionDescription[];
  /** Names of options that were given. */
  readonly given: readonly string[];
  /** Words that belong to the command itself. */
  readonly operands: number;
  /** The option whose value comes next. */
  readonly expects: OptionDescription | undefined;
  readonly isAfterDashes: boolean;
}

const FILE_VALUES: readonly string[] = ['file', 'dir', 'path', 'directory'];
const HELP: OptionDescription = {
  flags: '-h, --help',
  short: '-h',
  long: '--help',
  description: 'show help',
  value: undefined,
  choices: [],
  isRequired: false,
  isRepeatable: false,
};
const NOTHING: Completion = { candidates: [], files: false };

/** Completes the last of the words that follow `otto`; it is empty when a new one begins. */
export function complete(program: CommandDescription, words: readonly string[]): Completion {
  const current = words.at(-1) ?? '';
  const start: Position = {
    command: program,
    options: [...program.options, HELP],
    given: [],
    operands: 0,
    expects: undefined,
    isAfterDashes: false,
  };
  const position = words.slice(0, -1).reduce(step, start);
  if (position.expects) return valuesOf(position.expects, current === '=' ? '' : current);
  if (position.isAfterDashes) return NOTHING;
  if (current.startsWith('-')) return completeOption(position, current);
  return completeWord(position, current);
}

function step(position: Position, word: string): Position {
  const { command, options, expects, isAfterDashes, operands } = position;
  // bash hands `--format=png` over as three words.
  if (expects && word === '=') return position;
  if (expects) return { ...position, expects: undefined };
  if (isAfterDashes || word === '--') return { ...position, isAfterDashes: true };
  if (word.startsWith('-')) {
    const [name = ''] = word.split('=');
    const option = options.find(({ long, short }) => long === name || short === name);
    const given = [...position.given, option?.long ?? name];
    return { ...position, given, expects: option?.value !== undefined && !word.includes('=') ? option : undefined };
  }
  const child = command.commands.find(({ path }) => path.split(' ').at(-1) === word);
  if (child === undefined) return { ...position, operands: operands + 1 };
  return { ...position, command: child, options: [...options, ...child.options], operands: 0 };
}

function completeOption({ options, given }: Position, current: string): Completion {
  const [name = '', value] = current.split(/=(.*)/s);
  const named = value === undefined ? undefined : options.find(({ long }) => long === name);
  if (named && value !== undefined) {
    const { candidates, files } = valuesOf(named, value);
    return { candidates: candidates.map(({ word, ...rest }) => ({ word: `${name}=${word}`, ...rest })), files };
  }
  const open = options.filter(({ long, isRepeatable }) => isRepeatable || !given.includes(long));
  return startingWith(
    open.map(({ long, description }) => ({ word: long, description })),
    current,
  );
}

function completeWord({ command, operands }: Position, current: string): Completion {
  if (command.commands.length > 0) {
    const words = command.commands.map(({ path, description }) => ({
      word: path.split(' ').at(-1) ?? '',
      description,
    }));
    return startingWith(words, current);
  }
  const argument = command.arguments[operands];
  if (argument === undefined) return NOTHING;
  const values = ARGUMENT_VALUES[`${command.path} ${argument.name}`] ?? [];
  return startingWith(
    values.map((word) => ({ word, description: '' })),
    current,
  );
}

function valuesOf({ value = '', choices }: OptionDescription, current: string): Completion {
  if (FILE_VALUES.some((file) => value.split(/[^a-z]+/).includes(file))) return { candidates: [], files: true };
  return startingWith(
    choices.map((word) => ({ word, description: '' })),
    current,
  );
}

function startingWith(candidates: readonly Candidate[], current: string): Completion {
  return { candidates: candidates.filter(({ word }) => word.startsWith(current)), files: false };
}
