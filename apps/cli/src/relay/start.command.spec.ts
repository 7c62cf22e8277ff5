import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectDocumented } from '../../test/documented-output';
import { Capture, OttoUnderTest, type Run, type RunOptions } from '../../test/otto-under-test';
import type { RelayRecord } from './pid-file';
import { processMark } from '@otto/store';

// Real processes, on a machine that may be busy.
jest.setTimeout(30_000);

const relayProgram = join(__dirname, '../../test/fake-relay-program.mjs');
let otto: OttoUnderTest;

const run = (argv: string[], options: RunOptions = {}, capture?: Capture): Promise<Run> =>
  otto.run(argv, { ...options, relayProgram }, capture);
const json = <T>(argv: string[], options: RunOptions = {}): Promise<T> =>
  otto.json<T>(argv, { ...options, relayProgram });
const start = (env?: Record<string, string>): Promise<RelayRecord & { status: string }> =>
  json(['start', '--port', '0'], env ? { env } : {});
const pidFile = async (): Promise<RelayRecord> =>
  JSON.parse(await readFile(otto.path('relay', 'relay.pid'), 'utf8')) as RelayRecord;
const seen = async (): Promise<{ OTTO_TOKEN_SECRET: string; argv: string[] }> =>
  JSON.parse(await readFile(otto.path('relay', 'seen.json'), 'utf8')) as never;

beforeEach(async () => {
  otto = await OttoUnderTest.create();
});
afterEach(async () => {
  await run(['stop']);
  await otto.remove();
});

describe('otto start', () => {
  it('resolves when the relay is ready, and leaves it running', async () => {
    const started = await start();
    expect(started).toMatchObject({ status: 'started', url: `ws://127.0.0.1:${started.port}` });
    await expect(processMark(started.pid)).resolves.toEqual(expect.any(String));
    expect(await pidFile()).toMatchObject({ pid: started.pid, port: started.port });
  });

  it('makes a token secret, keeps it for the next start, and passes it in no argument', async () => {
    await start();
    const first = await seen();
    await run(['stop']);
    await start();
    expect(await seen()).toEqual(first);
    expect(first.OTTO_TOKEN_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(first.argv).toEqual([]);
    expect((await stat(otto.path('relay', 'token-secret'))).mode & 0o777).toBe(0o600);
  });

  it('uses the secret of the environment when there is one', async () => {
    await start({ OTTO_TOKEN_SECRET: 'a secret of the environment, long enough' });
    expect(await seen()).toMatchObject({ OTTO_TOKEN_SECRET: 'a secret of the environment, long enough' });
  });

  it('says so when it runs already', async () => {
    const { pid } = await start();
    await expect(json(['start'])).resolves.toMatchObject({ status: 'already_running', pid });
  });

  it.each([
    ['old', 'version 0.0.1;'],
    ['ancient', 'version unknown, and older;'],
  ])('tells that it is an %s one, and so does the status', async (age, words) => {
    await start({ FAKE_RELAY: age });
    const { code, stderr } = await run(['start']);
    expect(code).toBe(0);
    expect(stderr).toMatch(new RegExp(`^warning: .*${words}.*Run "otto restart"\\.$`, 'm'));
    expect((await run(['status'])).stdout).toContain('Run "otto restart".');
    await expect(json(['status'])).resolves.toMatchObject({ versionAdvice: expect.stringContaining(words) as string });
    await json(['restart']);
    expect((await run(['status'])).stdout).not.toContain('restart');
  });

  it('refuses another port than the one it runs on', async () => {
    const { port } = await start();
    const wanted = port === 65_535 ? 1024 : port + 1;
    const { code, stderr } = await run(['start', '--port', String(wanted)]);
    expect(code).toBe(1);
    expect(stderr).toContain(`relay_port_mismatch: The relay runs already, on port ${port} and not on ${wanted}.`);
  });

  it('takes the place of a relay that is gone without having been stopped, and says so', async () => {
    const { pid } = await start();
    await run(['stop']);
    const stale = { pid, mark: 'gone', url: 'ws://127.0.0.1:1', host: '127.0.0.1', port: 1, startedAt: 1 };
    await writeFile(otto.path('relay', 'relay.pid'), JSON.stringify(stale), { mode: 0o600 });
    const { code, stderr } = await run(['start', '--port', '0']);
    expect(code).toBe(0);
    expect(stderr).toContain(`process ${pid} ended without "otto stop"`);
  });

  it.each(['not json', '{}', '{"pid":-1,"mark":"","url":"","host":"","port":1,"startedAt":1}'])(
    'is not led astray by a pid file that holds %s',
    async (text) => {
      await start();
      await run(['stop']);
      await writeFile(otto.path('relay', 'relay.pid'), text, { mode: 0o600 });
      await expect(start()).resolves.toMatchObject({ status: 'started' });
    },
  );

  it("fails with the relay's own error and remedy, and leaves no pid file", async () => {
    const { code, stderr, stdout } = await run(['start'], { env: { FAKE_RELAY: 'refuses' } });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'port_in_use: Port 1 on 127.0.0.1 is taken by another program.\n→ Stop that program.\n',
    });
    await expect(pidFile()).rejects.toThrow('ENOENT');
  });

  it('names the log file when the relay crashes', async () => {
    const { code, stderr } = await run(['start'], { env: { FAKE_RELAY: 'crashes' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^relay_start_failed: .*TypeError: the fake is broken\n→ Look into .*relay\.log\.\n$/);
  });

  it('ends the relay when it is cancelled before that is ready', async () => {
    const interrupt = new AbortController();
    const running = run(['start'], { env: { FAKE_RELAY: 'hangs' }, signal: interrupt.signal });
    setImmediate(() => interrupt.abort());
    await expect(running).resolves.toMatchObject({ code: 1, stderr: expect.stringContaining('command_cancelled') });
  });

  it('says directory_not_writable when its home cannot be made', async () => {
    await writeFile(otto.path('file'), '');
    const { code, stderr } = await run(['start'], { env: { OTTO_HOME: otto.path('file', 'home') } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^directory_not_writable: /);
  });

  it.each([[[]], [['--attached']]])('leaves no relay behind that it cannot write down (%j)', async (flags) => {
    await writeFile(otto.path('config.json'), 'not json', { mode: 0o600 });
    const { code, stderr } = await run(['start', '--port', '0', ...flags]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^corrupt_file: /)]);
    const relay = Number(await readFile(otto.path('relay', 'fake.pid'), 'utf8'));
    await expect(processMark(relay)).resolves.toBeUndefined();
    await expect(pidFile()).rejects.toThrow('ENOENT');
  });

  it('moves a configuration that speaks of the relay of this machine along to its new port', async () => {
    await writeFile(otto.path('config.json'), '{"relayUrl":"ws://127.0.0.1:1"}', { mode: 0o600 });
    const { url } = await start();
    expect(JSON.parse(await readFile(otto.path('config.json'), 'utf8'))).toEqual({ relayUrl: url });
  });

  it('leaves a configuration alone that speaks of a relay elsewhere', async () => {
    await writeFile(otto.path('config.json'), '{"relayUrl":"wss://relay.example"}', { mode: 0o600 });
    await start();
    expect(JSON.parse(await readFile(otto.path('config.json'), 'utf8'))).toEqual({ relayUrl: 'wss://relay.example' });
  });
});

describe('otto start --attached', () => {
  it('shows what the relay writes, until Ctrl+C ends both', async () => {
    const interrupt = new AbortController();
    const capture = new Capture();
    const running = run(['start', '--attached', '--port', '0'], { signal: interrupt.signal }, capture);
    await capture.written('stderr', 'the relay has something to say');
    const { pid } = await pidFile();
    interrupt.abort();
    await expect(running).resolves.toMatchObject({ code: 0, stdout: expect.stringContaining('Ctrl+C ends it') });
    await expect(processMark(pid)).resolves.toBeUndefined();
    await expect(pidFile()).rejects.toThrow('ENOENT');
  });

  it('says where it runs in JSON, and ends well when the relay is stopped from elsewhere', async () => {
    const capture = new Capture();
    const running = run(['start', '--attached', '--port', '0', '--json'], {}, capture);
    await capture.written('stdout', '\n}');
    const { pid } = await pidFile();
    await run(['stop']);
    const { code, stdout, stderr } = await running;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/The relay was stopped\.\n$/) });
    expectDocumented(['start'], JSON.parse(stdout));
    expect(JSON.parse(stdout)).toMatchObject({ status: 'started', pid });
  });

  it('does not forget the relay that has come in its place', async () => {
    const capture = new Capture();
    const running = run(['start', '--attached', '--port', '0'], {}, capture);
    await capture.written('stderr', 'the relay has something to say');
    const record = await pidFile();
    const next = JSON.stringify({ ...record, pid: process.pid, mark: await processMark(process.pid) });
    await writeFile(otto.path('relay', 'relay.pid'), next, { mode: 0o600 });
    process.kill(record.pid, 'SIGTERM');
    await running;
    expect(await pidFile()).toMatchObject({ pid: process.pid });
    await rm(otto.path('relay', 'relay.pid'));
  });

  it('fails when the relay breaks down', async () => {
    const capture = new Capture();
    const running = run(['start', '--attached', '--port', '0'], {}, capture);
    await capture.written('stderr', 'the relay has something to say');
    process.kill((await pidFile()).pid, 'SIGKILL');
    const { code, stderr } = await running;
    expect(code).toBe(1);
    expect(stderr).toMatch(/relay_ended: The relay has ended by itself: it was ended by SIGKILL\.\n→ /);
  });

  it("fails with the relay's own error", async () => {
    const { code, stderr } = await run(['start', '--attached'], { env: { FAKE_RELAY: 'refuses' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^port_in_use: .*\n→ Stop that program\.\n$/);
  });
});

describe('otto stop', () => {
  it('ends the relay and waits until it is gone', async () => {
    const { pid } = await start();
    await expect(json(['stop'])).resolves.toEqual({ status: 'stopped', pid });
    await expect(processMark(pid)).resolves.toBeUndefined();
  });

  it('has nothing to do when none runs', async () => {
    await expect(run(['stop'])).resolves.toEqual({ code: 0, stdout: '✔ No relay was running\n', stderr: '' });
  });
});

describe('otto restart', () => {
  it('gives a new relay the port of the old one', async () => {
    const { pid, port } = await start();
    const restarted = await json<{ pid: number; port: number }>(['restart']);
    expect(restarted).toMatchObject({ port, status: 'started' });
    expect(restarted.pid).not.toBe(pid);
  });

  it('starts one when none runs', async () => {
    await expect(json(['restart', '--port', '0'])).resolves.toMatchObject({ status: 'started' });
  });
});

describe('otto status', () => {
  it('tells where the relay runs, and since when', async () => {
    const { pid, url, port } = await start();
    await expect(json(['status'])).resolves.toMatchObject({ state: 'running', url, port, pid });
    const { code, stdout } = await run(['status']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^● relay running at ${url} \\(process ${pid}, up for .*\\)\n$`));
  });

  it('suggests a start when it is stopped', async () => {
    const { port } = await start();
    await run(['stop']);
    const { code, stdout } = await run(['status'], { env: { OTTO_RELAY_PORT: String(port) } });
    expect(code).toBe(0);
    expect(stdout).toBe(`○ relay stopped (nothing answers at ws://127.0.0.1:${port})\n→ Start it with "otto start".\n`);
  });

  it('notices a pid file that was left behind', async () => {
    const { pid, port } = await start();
    process.kill(pid, 'SIGKILL');
    const exited = async (): Promise<boolean> => (await processMark(pid)) === undefined;
    while (!(await exited()));
    await expect(json(['status'])).resolves.toEqual({
      state: 'stopped',
      url: `ws://127.0.0.1:${port}`,
      port,
      stalePid: pid,
    });
    expect((await run(['status'])).stdout).toContain(`Process ${pid} ended without "otto stop".`);
  });
});
