import { OttoUnderTest } from '../../test/otto-under-test';
import { ARGUMENT_VALUES } from '../completion/argument-values';
import type { CommandReference } from './command-reference';
import { leafCommands, type CommandDescription } from './describe-command';

let otto: OttoUnderTest;
let commands: Map<string, CommandDescription>;
let references: Record<string, CommandReference>;
let globalOptions: string[];

beforeAll(async () => {
  otto = await OttoUnderTest.create();
  const described = JSON.parse((await otto.run(['__describe'])).stdout) as {
    program: CommandDescription;
    references: Record<string, CommandReference>;
  };
  ({ references } = described);
  commands = new Map(leafCommands(described.program).map((command) => [command.path, command]));
  globalOptions = described.program.options.map(({ long }) => long);
});
afterAll(() => otto.remove());

/** The words of a command line, as far as examples quote. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare!);
}

describe('the reference of the commands', () => {
  it('tells of every command, and of none that is not there', () => {
    expect(Object.keys(references).sort()).toEqual([...commands.keys()].sort());
  });

  it('gives an example of every command, with options that it has', () => {
    for (const [path, { examples }] of Object.entries(references)) {
      expect(examples.length).toBeGreaterThan(0);
      for (const { line } of examples) {
        const [, call = line] = /otto (.*?)[)|>]/.exec(line) ?? [];
        const words = wordsOf(call.replace(/^otto /, ''));
        expect(words.join(' ')).toMatch(new RegExp(`^${path}( |$)`));
        const options = commands.get(path)!.options.flatMap(({ long, short }) => [long, short]);
        const end = words.includes('--') ? words.indexOf('--') : words.length;
        const used = words.slice(0, end).filter((word) => /^-./.test(word));
        expect([...options, ...globalOptions]).toEqual(expect.arrayContaining(used));
      }
    }
  });

  it('says what every option and argument is for', () => {
    for (const { path, options, arguments: takes } of commands.values()) {
      const undescribed = [...options, ...takes].filter(({ description }) => description === '');
      expect({ path, undescribed }).toEqual({ path, undescribed: [] });
    }
  });

  it('is part of the help', async () => {
    const { stdout } = await otto.run(['start', '--help']);
    expect(stdout).toContain('\nExamples:\n  # start the relay in the background\n  otto start\n');
    expect(stdout).toMatch(/\nExit code: 0 also when it runs already/);
  });

  it('names no values of an argument that is not there', () => {
    const known = [...commands.values()].flatMap(({ path, arguments: takes }) =>
      takes.map(({ name }) => `${path} ${name}`),
    );
    expect(known).toEqual(expect.arrayContaining(Object.keys(ARGUMENT_VALUES)));
  });
});
