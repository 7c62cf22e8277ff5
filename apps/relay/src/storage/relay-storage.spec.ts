import { appendFile, chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorOf } from '../../test/error-of';
import { startRelay, TOKEN_SECRET, type RelayUnderTest } from '../../test/relay-under-test';
import { RelayConfig } from '../config/relay-config';
import { RelayStorage } from './relay-storage';

let directory: string;

beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'otto-storage-'))));
afterEach(() => rm(directory, { recursive: true, force: true }));

function start(env: Record<string, string> = {}): Promise<RelayUnderTest> {
  return startRelay(env, { logDir: directory });
}

function open(): Promise<RelayStorage> {
  const config = RelayConfig.fromEnvironment({ OTTO_LOG_DIR: directory, OTTO_TOKEN_SECRET: TOKEN_SECRET });
  return RelayStorage.open(config, Date.now);
}

async function mode(name: string): Promise<string> {
  return ((await stat(join(directory, name))).mode & 0o777).toString(8);
}

describe('RelayStorage', () => {
  it('keeps clients, grants and sessions from one relay to the next', async () => {
    const first = await start();
    const client = await first.registerClient();
    const node = await first.pairNode('node_a', client);
    await first.stop();

    const second = await start();
    expect((await second.get('/api/nodes/connected', { token: client.accessToken })).status).toBe(200);
    expect((await second.get('/api/controller/access', { token: node.accessToken })).body).toMatchObject({
      clients: [{ clientId: client.clientId, granted: true }],
    });
    expect((await second.post('/api/auth/refresh', { refreshToken: node.refreshToken })).status).toBe(200);
    await second.stop();
  });

  it('puts a journal that cannot be written on record', async () => {
    const relay = await start();
    relay.relay.get(RelayStorage).failures.of('grants')(new Error('ENOSPC: no space left on device'));
    const { body } = await relay.get<{ logs: { type: string; data: unknown }[] }>('/api/logs?level=error', {
      token: relay.operatorToken,
    });
    expect(body.logs).toContainEqual(
      expect.objectContaining({
        type: 'journal_failed',
        data: { journal: 'grants', reason: 'ENOSPC: no space left on device' },
      }),
    );
    await relay.stop();
  });

  it('holds no token and no secret in clear', async () => {
    const relay = await start();
    const client = await relay.registerClient();
    const node = await relay.pairNode('node_a', client);
    const { body } = await relay.post<{ refreshToken: string }>('/api/auth/refresh', {
      refreshToken: node.refreshToken,
    });
    await relay.stop();
    const secrets = [
      ...[client.clientSecret, client.accessToken, client.refreshToken],
      ...[node.accessToken, node.refreshToken, body.refreshToken, TOKEN_SECRET],
    ];
    for (const name of await readdir(directory)) {
      const text = await readFile(join(directory, name), 'utf8');
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
  });

  it('lets nobody else read its files, and tightens what is wider', async () => {
    await writeFile(join(directory, 'refresh-sessions.jsonl'), '', { mode: 0o644 });
    await chmod(directory, 0o755);
    const relay = await start();
    await relay.registerClient();
    await relay.log.flush();
    const names = await readdir(directory);
    expect(names).toContain('refresh-sessions.jsonl');
    for (const name of names) expect([name, await mode(name)]).toEqual([name, '600']);
    expect(await mode('.')).toBe('700');
    await relay.stop();
  });

  it('makes an operator token once, and compares with it ever after', async () => {
    const first = await open();
    const token = (await readFile(join(directory, 'operator-token'), 'utf8')).trim();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(first.operatorToken.matches(token)).toBe(true);
    await first.close();
    const second = await open();
    expect(second.operatorToken.matches(token)).toBe(true);
    expect(second.operatorToken.matches(`${token}x`)).toBe(false);
    await second.close();
  });

  it('starts over torn and malformed lines, keeps the latter aside and reports both', async () => {
    const first = await start();
    const client = await first.registerClient();
    await first.stop();
    await appendFile(join(directory, 'controller-clients.jsonl'), 'no journal line\n[{"key":"clt_torn","val');

    const second = await start();
    expect((await second.get('/api/nodes/connected', { token: client.accessToken })).status).toBe(200);
    const entry = (await second.log.list()).findLast(({ type }) => type === 'relay_started');
    expect(entry).toMatchObject({
      level: 'warn',
      data: {
        ttl: { accessTtlMs: 900_000, refreshTtlMs: 2_592_000_000 },
        stores: {
          controllerClients: { loaded: 1, expired: 0, malformed: 1, torn: 1 },
          refreshSessions: { loaded: 1, malformed: 0 },
          grants: { loaded: 0 },
        },
      },
    });
    expect(await readFile(join(directory, 'controller-clients.jsonl.corrupt'), 'utf8')).toBe('no journal line\n');
    await second.stop();
  });

  it('answers storage_unavailable for a change that the disk did not take, and is not ready from then on', async () => {
    const relay = await start();
    const client = await relay.registerClient();
    const node = await relay.pairNode();
    // What remains of a disk that fails: the next write is refused.
    await relay.storage.grants.close();
    const body = { clientId: client.clientId, grant: true };
    const answer = await relay.post('/api/controller/access', body, { token: node.accessToken });
    expect(errorOf(answer)).toEqual([503, 'storage_unavailable']);
    expect(errorOf(await relay.get('/health/ready'))).toEqual([503, 'storage_unavailable']);
    await relay.stop();
  });

  it('gives the directory free when it cannot open a file in it', async () => {
    await writeFile(join(directory, 'operator-token'), 'short', { mode: 0o600 });
    await expect(open()).rejects.toMatchObject({ code: 'corrupt_file' });
    await rm(join(directory, 'operator-token'));
    await (await open()).close();
  });
});
