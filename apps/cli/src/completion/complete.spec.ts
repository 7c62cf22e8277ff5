import type { CommandDescription, OptionDescription } from '../reference/describe-command';
import { complete } from './complete';

const option = (flags: string, more: Partial<OptionDescription> = {}): OptionDescription => ({
  flags,
  short: /^-\w/.exec(flags)?.[0],
  long: /--[\w-]+/.exec(flags)?.[0] ?? '',
  description: `does ${flags}`,
  value: /<(\w+)>/.exec(flags)?.[1],
  choices: [],
  isRequired: false,
  isRepeatable: false,
  ...more,
});
const command = (path: string, more: Partial<CommandDescription> = {}): CommandDescription => ({
  path,
  description: `about ${path}`,
  arguments: [],
  options: [],
  commands: [],
  ...more,
});
const PROGRAM = command('', {
  options: [option('--json'), option('--relay-url <url>')],
  commands: [
    command('shot', {
      options: [
        option('--format <format>', { choices: ['png', 'jpeg'] }),
        option('-o, --output <file>'),
        option('--tag <word>', { isRepeatable: true }),
      ],
    }),
    command('logs', { commands: [command('logs list'), command('logs follow')] }),
    command('completion', {
      arguments: [{ name: 'shell', description: '', isRequired: true, isVariadic: false }],
    }),
  ],
});
const words = (line: string): string[] => complete(PROGRAM, line.split(' ')).candidates.map(({ word }) => word);

describe('completion', () => {
  it.each([
    ['', ['shot', 'logs', 'completion']],
    ['lo', ['logs']],
    ['--json lo', ['logs']],
    ['--relay-url ws://a:1 lo', ['logs']],
    ['--relay-url=ws://a:1 lo', ['logs']],
    ['logs ', ['list', 'follow']],
    ['logs f', ['follow']],
    ['logs list ', []],
    ['--', ['--json', '--relay-url', '--help']],
    ['--json --', ['--relay-url', '--help']],
    ['shot --f', ['--format']],
    ['shot --', ['--json', '--relay-url', '--help', '--format', '--output', '--tag']],
    ['shot -o a.png --o', []],
    ['shot --tag a --ta', ['--tag']],
    ['shot --format ', ['png', 'jpeg']],
    ['shot --format j', ['jpeg']],
    ['shot --format = ', ['png', 'jpeg']],
    ['shot --format = j', ['jpeg']],
    ['shot --format =', ['png', 'jpeg']],
    ['shot --format=j', ['--format=jpeg']],
    ['shot --relay-url ', []],
    ['shot -- --f', []],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['completion z', ['zsh']],
    ['completion zsh ', []],
    ['nonsense ', ['shot', 'logs', 'completion']],
  ])('of "%s" offers %j', (line, candidates) => {
    expect(words(line)).toEqual(candidates);
  });

  it.each([
    ['shot -o ', true],
    ['shot --output=a', true],
    ['shot --format ', false],
    ['', false],
  ])('of "%s" wants a file: %s', (line, files) => {
    expect(complete(PROGRAM, line.split(' ')).files).toBe(files);
  });

  it('says what a candidate does', () => {
    expect(complete(PROGRAM, ['sh']).candidates).toEqual([{ word: 'shot', description: 'about shot' }]);
  });
});
