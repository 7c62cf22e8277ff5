import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sendHttp } from '../test/http-client';
import { TOKEN_SECRET } from '../test/relay-under-test';
import { RELAY_VERSION } from './ws/relay-version';
import { SpawnedRelay, type Ended } from '../test/spawned-relay';

let directory: string;
const spawned: SpawnedRelay[] = [];

function spawn(env: Record<string, string> = {}): SpawnedRelay {
  const relay = new SpawnedRelay({ OTTO_LOG_DIR: directory, ...env });
  spawned.push(relay);
  return relay;
}

beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'otto-main-'))));
afterEach(async () => {
  await Promise.all(spawned.splice(0).map((relay) => relay.kill('SIGKILL')));
  await rm(directory, { recursive: true, force: true });
});

describe('the relay process', () => {
  it('says in one line of JSON that it is ready, and answers then', async () => {
    const relay = spawn();
    const { ready, host, port, pid, version } = await relay.ready();
    expect({ ready, host, version }).toEqual({ ready: true, host: '127.0.0.1', version: RELAY_VERSION });
    expect(pid).toBeGreaterThan(0);
    expect((await sendHttp('GET', `http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    const { stdout, stderr } = await relay.kill('SIGTERM');
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(stderr).toBe('');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends on %s with everything on disk and its directory free',
    async (signal) => {
      const relay = spawn();
      const { port } = await relay.ready();
      await sendHttp('POST', `http://127.0.0.1:${port}/api/controller/register`, { name: 'a', description: 'b' });
      expect(await relay.kill(signal)).toMatchObject({ exitCode: 0, signal: null });
      expect(await readFile(join(directory, 'controller-clients.jsonl'), 'utf8')).toContain('"name":"a"');
      await expect(readFile(join(directory, 'relay.lock'))).rejects.toThrow('ENOENT');
    },
  );

  it('shows no secret in its output, its title or its log', async () => {
    const operatorToken = 'operator-token-of-a-spawned-relay-01';
    const relay = spawn({ OTTO_OPERATOR_TOKEN: operatorToken });
    const { port, pid } = await relay.ready();
    const token = operatorToken;
    await sendHttp('GET', `http://127.0.0.1:${port}/api/pairing/pending?token=${token}`, undefined, { token });
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const { stdout, stderr } = await relay.kill('SIGTERM');
    const log = await readFile(join(directory, `operations-${new Date().toISOString().slice(0, 10)}.jsonl`), 'utf8');
    for (const text of [stdout, stderr, commandLine, log]) {
      expect(text).not.toContain(operatorToken);
      expect(text).not.toContain(TOKEN_SECRET);
    }
  });
});

describe('a relay that cannot start', () => {
  function refusal({ exitCode, stdout, stderr }: Ended): string[] {
    expect([exitCode, stdout]).toEqual([1, '']);
    return stderr.trimEnd().split('\n');
  }

  it.each([
    [{ OTTO_TOKEN_SECRET: '' }, /^invalid_configuration: OTTO_TOKEN_SECRET is not set, but must be at least 32 bytes/],
    [{ OTTO_TOKEN_SECRET: 'short' }, /^invalid_configuration: OTTO_TOKEN_SECRET is set to 5 characters/],
    [{ OTTO_RELAY_PORT: 'http' }, /^invalid_configuration: OTTO_RELAY_PORT is "http", but must be a whole number/],
    [{ OTTO_TRUST_PROXY: '1.2.3.4/99' }, /^invalid_configuration: OTTO_TRUST_PROXY is "1.2.3.4\/99"/],
    [{ OTTO_RELAY_HOST: '192.0.2.1' }, /^address_unavailable: The relay cannot listen on 192.0.2.1:0/],
    [{ OTTO_LOG_DIR: '/dev/null/relay' }, /^directory_not_writable: Otto cannot write to \/dev\/null\/relay/],
  ])('with %j says why and what to do', async (env, message) => {
    const [first, hint, ...rest] = refusal(await spawn(env).ended);
    expect(first).toMatch(message);
    expect(hint).toMatch(/\.$/);
    expect(rest).toEqual([]);
  });

  it('names the port that is taken, and leaves its directory free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const ended = await spawn({ OTTO_RELAY_PORT: String(port) }).ended;
    other.close();
    expect(refusal(ended)[0]).toBe(`port_in_use: Port ${port} on 127.0.0.1 is taken by another program.`);
    await expect(spawn().ready()).resolves.toMatchObject({ ready: true });
  });

  it('names the process that has the directory', async () => {
    const { pid } = await spawn().ready();
    const [first] = refusal(await spawn().ended);
    expect(first).toBe(`directory_locked: Another relay (process ${pid}) uses ${directory}.`);
  });

  it('takes the directory over from a relay that was killed', async () => {
    const killed = spawn();
    await killed.ready();
    await killed.kill('SIGKILL');
    await expect(spawn().ready()).resolves.toMatchObject({ ready: true });
  });

  it('refuses an operator token that is too short to be one', async () => {
    await writeFile(join(directory, 'operator-token'), 'guess\n', { mode: 0o600 });
    expect(refusal(await spawn().ended)[0]).toMatch(/^corrupt_file: .*operator-token cannot be read/);
  });
});
