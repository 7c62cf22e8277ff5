import type { LogEntry } from '@otto/protocol';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { OttoWithRelay } from '../../test/otto-with-relay';
import { Capture } from '../../test/otto-under-test';

let machine: OttoWithRelay;

const entry = (n: number, more: Partial<LogEntry> = {}): LogEntry => ({
  id: `log_${n}`,
  timestamp: new Date(Date.now() - 3_600_000 + n).toISOString(),
  level: 'info',
  source: 'relay',
  type: `thing_${n}`,
  ...more,
});
/** The query of the last request for the log. */
const asked = (): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(machine.relay.rest.requests.at(-1)!.split('?')[1]));

beforeEach(async () => {
  machine = await OttoWithRelay.create();
  await machine.register();
});
afterEach(() => machine.remove());

describe('otto logs list', () => {
  it('prints the entries, aligned, with how long ago they were', async () => {
    machine.relay.rest.logs = [entry(1, { type: 'a', status: 'x' }), entry(2, { type: 'longer', status: 'x' })];
    const { code, stdout, stderr } = await machine.run(['logs', 'list']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('  1h ago  INFO   relay       a       x\n  1h ago  INFO   relay       longer  x\n');
  });

  it('prints them as JSON', async () => {
    machine.relay.rest.logs = [entry(1), entry(2, { data: { any: ['thing'] } })];
    await expect(machine.json(['logs', 'list'])).resolves.toEqual({ logs: machine.relay.rest.logs });
  });

  it('asks for what the flags say', async () => {
    const flags = ['--source', 'node', '--level', 'warn', '--latest', '5', '--node-id', 'node_a', '--request-id', 'r'];
    await machine.run(['logs', 'list', ...flags, '--since', '2026-11-20']);
    expect(asked()).toEqual({
      source: 'node',
      level: 'warn',
      latest: '5',
      nodeId: 'node_a',
      requestId: 'r',
      since: '2026-11-20T00:00:00.000Z',
    });
  });

  it('asks for as much as one reads, unless it is said since when', async () => {
    await machine.run(['logs', 'list']);
    expect(asked()).toEqual({ latest: '100' });
    await machine.run(['logs', 'list', '--since', '2026-11-20']);
    expect(asked()).not.toHaveProperty('latest');
  });

  it('says so when there is nothing', async () => {
    expect((await machine.run(['logs', 'list'])).stdout).toBe('The log has no such entries.\n');
  });

  it.each([
    [
      ['--level', 'loud'],
      /^invalid_argument: --level is not valid: "loud" is not one of debug, info, warn, error\.\n→ /,
    ],
    [['--source', 'moon'], /^invalid_argument: --source/],
    [['--latest', '10001'], /^invalid_argument: --latest/],
    [['--since', 'yesterday'], /^invalid_argument: --since/],
  ])('refuses %j before anything is asked', async (flags, message) => {
    const { code, stderr } = await machine.run(['logs', 'list', ...flags]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(machine.relay.rest.requests.some((route) => route.includes('/api/logs'))).toBe(false);
  });
});

describe('who reads the log', () => {
  const bearer = (): string => machine.relay.rest.bearers.at(-1)!;
  const env = { OTTO_OPERATOR_TOKEN: 'operator-token-'.padEnd(43, 'x') };

  it('is the client of this machine, also where it owns the relay', async () => {
    await machine.run(['logs', 'list'], { env });
    expect(bearer()).toMatch(/^h\./);
  });

  it('is the owner with --all', async () => {
    await machine.run(['logs', 'list', '--all'], { env });
    expect(bearer()).toBe(env.OTTO_OPERATOR_TOKEN);
  });

  it('has to prove that with --all', async () => {
    const { code, stderr } = await machine.run(['logs', 'list', '--all']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^not_relay_owner: .*\n→ Run it as the user who started the relay/);
  });
});

describe('otto logs status', () => {
  it('tells how much there is, since when, and how it is kept', async () => {
    machine.relay.rest.logs = [entry(1), entry(2)];
    const { code, stdout } = await machine.run(['logs', 'status']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^entries {2}2\noldest {3}\S+ \(1h ago\)\nnewest {3}\S+ \(1h ago\)\non disk {2}.*\nkept {5}for 14 days, /,
    );
    await expect(machine.json(['logs', 'status'])).resolves.toMatchObject({ totalEvents: 2, retentionDays: 14 });
  });

  it('has no times to tell of an empty log', async () => {
    expect((await machine.run(['logs', 'status'])).stdout).toMatch(/^entries {2}0\noldest {3}-\nnewest {3}-\n/);
  });
});

describe('otto logs export', () => {
  it('prints every entry as a line of JSON, with --json or without', async () => {
    machine.relay.rest.logs = [entry(1), entry(2)];
    const lines = machine.relay.rest.logs.map((one) => `${JSON.stringify(one)}\n`).join('');
    for (const flags of [[], ['--json']]) {
      await expect(machine.run(['logs', 'export', ...flags])).resolves.toEqual({ code: 0, stdout: lines, stderr: '' });
    }
  });

  it('writes a file, and prints its path and size', async () => {
    machine.relay.rest.logs = [entry(1), entry(2)];
    const file = machine.otto.path('out.ndjson');
    const { code, stdout } = await machine.run(['logs', 'export', '-o', file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^✔ ${file} \\(2 entries, \\d+ bytes\\)\n$`));
    const text = await readFile(file, 'utf8');
    expect(text.split('\n')).toHaveLength(3);
    await expect(machine.json(['logs', 'export', '-o', file])).resolves.toEqual({
      file,
      bytes: text.length,
      entries: 2,
    });
  });

  it('leaves a file as it was when the export fails', async () => {
    const file = machine.otto.path('out.ndjson');
    await writeFile(file, 'before');
    machine.relay.tokens.revoke();
    expect((await machine.run(['logs', 'export', '-o', file])).code).toBe(1);
    expect(await readFile(file, 'utf8')).toBe('before');
    expect((await readdir(machine.otto.home)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('says so when the file cannot be written', async () => {
    machine.relay.rest.logs = [entry(1)];
    const { code, stderr } = await machine.run(['logs', 'export', '-o', machine.otto.path('none', 'out')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^directory_not_writable: .*none\/out.* \(there is no such directory\)\.\n→ .*--output/);
  });
});

describe('otto logs follow', () => {
  /** Writes an entry and tells whoever follows. */
  function write(one: LogEntry): void {
    machine.relay.rest.logs.push(one);
    const { requestId } = machine.relay.frames.findLast(({ payload }) => payload.type === 'logs_subscribe')!;
    machine.relay.sendEvent(requestId, { type: 'log', entry: one });
  }

  interface Following {
    readonly capture: Capture;
    readonly interrupt: AbortController;
    readonly ended: ReturnType<OttoWithRelay['run']>;
  }

  async function follow(flags: readonly string[] = [], tty = false): Promise<Following> {
    const [capture, interrupt] = [new Capture(tty), new AbortController()];
    const options = { signal: interrupt.signal, env: { NO_COLOR: '1' } };
    const ended = machine.otto.run(['--relay-url', machine.relay.url, 'logs', 'follow', ...flags], options, capture);
    await machine.relay.frame(({ payload }) => payload.type === 'logs_subscribe');
    return { capture, interrupt, ended };
  }

  it('prints entries as they are written, until Ctrl+C, which is no failure', async () => {
    const { capture, interrupt, ended } = await follow();
    write(entry(1));
    await capture.written('stdout', 'thing_1');
    write(entry(2));
    await capture.written('stdout', 'thing_2');
    interrupt.abort();
    await expect(ended).resolves.toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d\d:\d\d:\d\d {2}INFO {3}relay {7}thing_1\n\d\d:\d\d:\d\d .*thing_2\n$/),
      stderr: '',
    });
    expect(machine.relay.connections).toBe(0);
  });

  it('prints a line of JSON for each', async () => {
    const { capture, interrupt, ended } = await follow(['--json', '--level', 'warn']);
    const [first, second] = [entry(1, { level: 'warn' }), entry(2, { level: 'error' })];
    write(first);
    write(second);
    await capture.written('stdout', 'thing_2');
    interrupt.abort();
    expect((await ended).stdout).toBe(`${JSON.stringify(first)}\n${JSON.stringify(second)}\n`);
    expect(machine.relay.frames.find(({ payload }) => payload.type === 'logs_subscribe')!.payload.level).toBe('warn');
  });

  it('begins with older entries where that is wanted', async () => {
    machine.relay.rest.logs = [entry(1), entry(2)];
    const { capture, interrupt, ended } = await follow(['--latest', '2']);
    await capture.written('stdout', 'thing_2');
    interrupt.abort();
    expect((await ended).stdout).toContain('thing_1');
  });

  it('goes on after a lost connection, and tells both', async () => {
    const { capture, interrupt, ended } = await follow();
    write(entry(1));
    await capture.written('stdout', 'thing_1');
    machine.relay.drop();
    await capture.written('stderr', 'The connection is lost.');
    machine.relay.rest.logs.push(entry(2));
    await capture.written('stderr', 'The connection is back.');
    await capture.written('stdout', 'thing_2');
    interrupt.abort();
    const { code, stdout } = await ended;
    expect({ code, lines: stdout.trim().split('\n').length }).toEqual({ code: 0, lines: 2 });
  });

  it('keeps saying at a terminal what it does, below the entries', async () => {
    const { capture, interrupt, ended } = await follow([], true);
    await capture.written('stderr', 'Following the log; Ctrl+C ends it');
    write(entry(1));
    await capture.written('stdout', 'thing_1');
    interrupt.abort();
    expect((await ended).stderr.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('fails when it is refused', async () => {
    machine.relay.onLogsSubscribe = ({ error }) => error('forbidden_action');
    const { ended } = await follow();
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^forbidden_action: .*\n→ /);
  });

  it('fails when there is no relay', async () => {
    await machine.relay.stop();
    const { code, stderr } = await machine.run(['logs', 'follow']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^relay_unreachable: /);
  });
});
