import { readFileSync } from 'node:fs';
import { expectDocumented } from '../test/documented-output';
import { OttoUnderTest } from '../test/otto-under-test';

let otto: OttoUnderTest;
beforeAll(async () => {
  otto = await OttoUnderTest.create();
});
afterAll(() => otto.remove());

describe('otto', () => {
  it('shows its commands with --help, on stdout, and succeeds', async () => {
    const { code, stdout, stderr } = await otto.run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of [
      'start',
      'stop',
      'restart',
      'status',
      'client',
      'authcode',
      'pair',
      'cmd',
      'extract-content',
    ]) {
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(`${__dirname}/../package.json`, 'utf8')) as { version: string };
    expect(await otto.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('shows help on stderr, and fails, when it is called without a command', async () => {
    const { code, stdout, stderr } = await otto.run([]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Usage: otto .*\n\n.*\n\nBegin with:\n  otto setup {2,}\S/);
  });

  it('puts every command into a group of its help', async () => {
    const { stdout } = await otto.run(['--help']);
    expect(stdout).not.toContain('More:');
    expect([...stdout.matchAll(/^ {2}setup /gm)]).toHaveLength(1);
  });

  it('has help that fits into 80 columns', async () => {
    const { stdout } = await otto.run(['--help'], { tty: true });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each([
    [['nonsense'], 'invalid_usage: unknown command \'nonsense\'.\n→ See "otto --help".\n'],
    [['statu'], 'invalid_usage: unknown command \'statu\' (Did you mean status?).\n→ See "otto --help".\n'],
    [['status', '--bogus'], 'invalid_usage: unknown option \'--bogus\'.\n→ See "otto status --help".\n'],
    [['pair'], 'invalid_usage: missing required argument \'code\'.\n→ See "otto pair --help".\n'],
    [
      ['client', 'lgin'],
      'invalid_usage: unknown command \'lgin\' (Did you mean login?).\n→ See "otto client --help".\n',
    ],
    [
      ['client', 'forget', 'clt_b'],
      'invalid_usage: too many arguments for \'forget\'. Expected 0 arguments but got 1.\n→ See "otto client forget --help".\n',
    ],
    [['client', 'nope'], 'invalid_usage: unknown command \'nope\'.\n→ See "otto client --help".\n'],
    [['cmd'], 'invalid_usage: required option \'--action <name>\' not specified.\n→ See "otto cmd --help".\n'],
  ])('explains %j', async (argv, stderr) => {
    expect(await otto.run(argv)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('answers errors as JSON on stdout as well when that was asked for', async () => {
    const { code, stdout, stderr } = await otto.run(['status', '--bogus', '--json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^invalid_usage: /);
    expectDocumented(['error'], JSON.parse(stdout));
    expect(JSON.parse(stdout)).toEqual({
      error: 'invalid_usage',
      code: 'invalid_usage',
      message: "unknown option '--bogus'.",
      actionableHint: 'See "otto status --help".',
    });
  });

  it.each([[[], 'otto'] as const, [['client'], 'otto client'] as const])(
    'answers a missing command (%j) as JSON when that was asked for',
    async (argv, named) => {
      const { code, stdout } = await otto.run([...argv, '--json']);
      expect(code).toBe(1);
      expect(JSON.parse(stdout)).toMatchObject({
        code: 'invalid_usage',
        message: 'a command is missing.',
        actionableHint: `See "${named} --help".`,
      });
    },
  );

  it.each([[['--help']], [['start', '--help']], [['client', '--help']], [['client', 'register', '--help']]])(
    'has help for %j that names the options of every command',
    async (argv) => {
      const { code, stdout } = await otto.run(argv);
      expect(code).toBe(0);
      expect(stdout).toContain('--json');
      expect(stdout).toContain('--relay-url <url>');
    },
  );

  it('takes the options of every command before or after its name', async () => {
    const url = 'ws://127.0.0.1:1';
    const states = await Promise.all([
      otto.json<{ url: string }>(['--relay-url', url, 'status']),
      otto.json<{ url: string }>(['status', '--relay-url', url]),
    ]);
    expect(states.map((state) => state.url)).toEqual([url, url]);
  });

  it('refuses a relay address that is none', async () => {
    const { code, stderr } = await otto.run(['status', '--relay-url', 'relay']);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^invalid_argument: --relay-url is not valid: "relay" is not of the form ws:\/\/host:port\.\n→ /,
    );
  });

  it('says what is wrong with a configuration that is no JSON', async () => {
    const broken = await OttoUnderTest.create();
    const { writeFile } = await import('node:fs/promises');
    await writeFile(broken.path('config.json'), '{ "relayUrl": ', { mode: 0o600 });
    const { code, stderr } = await broken.run(['status']);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `corrupt_file: ${broken.path('config.json')} cannot be read: it is not JSON.\n→ Mend or move the file away, then start again.\n`,
    );
    await broken.remove();
  });

  it('uses colour on a terminal only, and never with NO_COLOR', async () => {
    const colour = '\u001b[';
    expect((await otto.run(['nonsense'])).stderr).not.toContain(colour);
    expect((await otto.run(['nonsense'], { tty: true })).stderr).toContain(colour);
    expect((await otto.run(['nonsense'], { tty: true, env: { NO_COLOR: '1' } })).stderr).not.toContain(colour);
  });
});
