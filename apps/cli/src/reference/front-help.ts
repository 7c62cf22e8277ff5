import type { Command } from '../usage-error';

type Helper = ReturnType<Command['createHelp']>;
type Entry = readonly [term: string, text: string];

/** What a newcomer needs, in this order. */
const FIRST_STEPS: readonly Entry[] = [
  ['otto setup', 'set this machine up, step by step'],
  ['otto extract-content https://example.com/', 'read a page through your browser'],
];

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Set up': ['setup', 'doctor', 'extension', 'node', 'completion'],
  'Use a browser': ['extract-content', 'screenshot', 'commands', 'test', 'cmd', 'listener'],
  'The relay': ['start', 'stop', 'restart', 'status', 'logs'],
  'Who may do what': ['client', 'authcode', 'pair', 'revoke', 'config', 'settings'],
};
const REST = 'More';

/** The help of `otto` itself: where to begin, and the commands by what they are for. For commander's `formatHelp`. */
export function formatFrontHelp(program: Command, helper: Helper): string {
  const commands = helper.visibleCommands(program);
  const options = helper.visibleOptions(program).map((option): Entry => [option.flags, option.description]);
  const groups = Object.entries(GROUPS).map(([title, names]) =>
    list(
      title,
      names.flatMap((name) => entriesOf(commands.filter((command) => command.name() === name))),
      helper,
    ),
  );
  const grouped = Object.values(GROUPS).flat();
  const rest = entriesOf(commands.filter((command) => !grouped.includes(command.name())));
  return [
    `Usage: ${helper.commandUsage(program)}\n\n${program.description()}\n`,
    list('Begin with', FIRST_STEPS, helper),
    ...groups,
    list(REST, rest, helper),
    list('Options', options, helper),
    'Every command tells its options, with examples: otto <command> --help\n',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function entriesOf(commands: readonly Command[]): Entry[] {
  return commands.map((command) => [command.name(), command.description()]);
}

function list(title: string, entries: readonly Entry[], helper: Helper): string {
  if (entries.length === 0) return '';
  const width = Math.max(...entries.map(([term]) => term.length)) + 2;
  const lines = entries.map(([term, text]) => {
    const line = helper.wrap(`${term.padEnd(width)}${text}`, (helper.helpWidth ?? 80) - 2, width);
    return line.replaceAll(/^/gm, '  ');
  });
  return `${title}:\n${lines.join('\n')}\n`;
}
