import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { OperationLog, type NewLogEntry } from '@otto/logs';
import type { LogEntry, LogsAnswer, LogsStatusAnswer } from '@otto/protocol';
import { errorOf, refused } from '../../test/error-of';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../../test/relay-under-test';

const OURS = 'spec_';

let relay: RelayUnderTest;
let log: OperationLog;
let client: TestClient;
let granted: TestNode;

beforeAll(async () => {
  relay = await startRelay();
  log = relay.relay.get(OperationLog);
  client = await relay.registerClient();
  granted = await relay.pairNode(undefined, client);
  write('own', { clientId: client.clientId, nodeId: 'node_else', requestId: 'r1', level: 'debug' });
  write('granted', { nodeId: granted.nodeId, source: 'node', level: 'warn' });
  write('strange', { clientId: 'clt_stranger', nodeId: 'node_strange', level: 'error' });
  write('relay', { data: { clientSecret: 'hunter2' } });
});
afterAll(() => relay.stop());

function write(type: string, entry: Partial<NewLogEntry> = {}): void {
  log.write({ level: 'info', source: 'relay', type: OURS + type, ...entry });
}

/** The types of the entries that this spec wrote. */
function ownTypes(entries: readonly LogEntry[]): string[] {
  return entries.filter(({ type }) => type.startsWith(OURS)).map(({ type }) => type.slice(OURS.length));
}

async function listed(query: string, token = relay.operatorToken): Promise<string[]> {
  const { status, body } = await relay.get<LogsAnswer>(`/api/logs${query}`, { token });
  expect(status).toBe(200);
  return ownTypes(body.logs);
}

async function exported(query: string, token = relay.operatorToken): Promise<string[]> {
  const { body } = await relay.get<string>(`/api/logs/export${query}`, { token });
  const lines = body.split('\n').slice(0, -1);
  return ownTypes(lines.map((line) => JSON.parse(line) as LogEntry));
}

describe('GET /api/logs', () => {
  it('gives the operator everything, the oldest first', async () => {
    expect(await listed('')).toEqual(['own', 'granted', 'strange', 'relay']);
  });

  it('gives a controller what its client did and what concerns nodes it is granted', async () => {
    expect(await listed('', client.accessToken)).toEqual(['own', 'granted']);
  });

  it('stops showing a node when its grant ends', async () => {
    const other = await relay.registerClient();
    const token = other.accessToken;
    await relay.grant(other, granted);
    expect(await listed('', token)).toEqual(['granted']);
    await relay.grant(other, granted, { grant: false });
    expect(await listed('', token)).toEqual([]);
  });

  it.each([
    ['?level=warn', ['granted', 'strange']],
    ['?level=debug', ['own', 'granted', 'strange', 'relay']],
    ['?source=node', ['granted']],
    ['?source=all', ['own', 'granted', 'strange', 'relay']],
    ['?nodeId=node_strange', ['strange']],
    ['?requestId=r1', ['own']],
    ['?latest=1&level=warn', ['strange']],
    ['?since=1970-01-01', ['own', 'granted', 'strange', 'relay']],
    ['?since=2999-01-01T00:00:00Z', []],
    ['?level=error&source=relay&nodeId=node_strange', ['strange']],
  ])('filters %s, in the export too', async (query, types) => {
    expect(await listed(query)).toEqual(types);
    expect(await exported(query)).toEqual(types);
  });

  it.each([
    ['since=yesterday', 'invalid_since'],
    ['since=', 'invalid_since'],
    ['level=fatal', 'invalid_level'],
    ['source=browser', 'invalid_source'],
    ['latest=0', 'invalid_latest'],
    ['latest=10001', 'invalid_latest'],
    ['latest=-5', 'invalid_latest'],
    ['latest=ten', 'invalid_latest'],
    ['level=warn&level=error', 'invalid_level'],
  ] as const)('refuses ?%s with %s, everywhere', async (query, code) => {
    for (const route of ['', '/export', '/status']) {
      const answer = await relay.get(`/api/logs${route}?${query}`, { token: relay.operatorToken });
      expect(errorOf(answer)).toEqual(refused(400, code));
    }
  });

  it.each(['', '/export', '/status'])('%s is for the operator and controllers with logs.read', async (route) => {
    const node = await relay.get(`/api/logs${route}`, { token: granted.accessToken });
    expect(errorOf(node)).toEqual(refused(403, 'forbidden_role'));
    expect(errorOf(await relay.get(`/api/logs${route}`))).toEqual(refused(401, 'missing_access_token'));
    const stale = await relay.get(`/api/logs${route}`, { token: 'stale' });
    expect(errorOf(stale)).toEqual(refused(401, 'invalid_access_token'));
  });

  it('is not for a controller without logs.read', async () => {
    const strict = await startRelay({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'primitive.*' });
    const { accessToken: token } = await strict.registerClient();
    expect(errorOf(await strict.get('/api/logs', { token }))).toEqual(refused(403, 'forbidden_role'));
    await strict.stop();
  });

  it('shows no secret', async () => {
    const { body } = await relay.get<LogsAnswer>('/api/logs', { token: relay.operatorToken });
    expect(JSON.stringify(body)).toContain('[redacted]');
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});

describe('GET /api/logs/export', () => {
  it('is a stream of JSON lines', async () => {
    const { headers, body } = await relay.get<string>('/api/logs/export', { token: relay.operatorToken });
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    expect(body.endsWith('}\n')).toBe(true);
  });

  it('gives a controller only what it may see', async () => {
    expect(await exported('', client.accessToken)).toEqual(['own', 'granted']);
  });

  it('reads no faster than its reader, and stops when the reader is gone', async () => {
    const big = await startRelay();
    const bigLog = big.relay.get(OperationLog);
    for (let i = 0; i < 16_000; i += 1) {
      bigLog.write({ level: 'info', source: 'relay', type: 'big', data: ['x'.repeat(2000), i] });
      if (i % 1000 === 0) await bigLog.flush();
    }
    const { pulled, ended } = watchExport(bigLog);
    const response = await open(`${big.url}/api/logs/export`, big.operatorToken);
    await once(response, 'readable');
    response.destroy();
    await ended;
    const { sizeBytes } = await bigLog.status();
    expect(sizeBytes).toBeGreaterThan(30_000_000);
    expect(pulled()).toBeLessThan(sizeBytes / 2);
    await big.stop();
  }, 20_000);

  it('answers HEAD without reading the log', async () => {
    const { pulled, ended } = watchExport(log);
    const answer = await open(`${relay.url}/api/logs/export`, relay.operatorToken, 'HEAD');
    expect(answer.statusCode).toBe(200);
    await ended;
    expect(pulled()).toBeLessThan(100_000);
  });
});

describe('GET /api/logs/status', () => {
  async function statusOf(query = '', token = relay.operatorToken): Promise<LogsStatusAnswer> {
    return (await relay.get<LogsStatusAnswer>(`/api/logs/status${query}`, { token })).body;
  }

  it('counts what is in the files', async () => {
    const status = await statusOf();
    const entries = await storedEntries(relay);
    expect(status).toEqual({
      retentionDays: 14,
      totalEvents: entries.length,
      sizeBytes: entries.reduce((sum, entry) => sum + Buffer.byteLength(JSON.stringify(entry)) + 1, 0),
      windowing: { mode: 'daily', maxFileBytes: 104_857_600 },
      oldest: entries[0]?.timestamp,
      newest: entries.at(-1)?.timestamp,
    });
  });

  it('counts for a controller what it may see, and for a filter what passes', async () => {
    expect((await statusOf('?source=node', client.accessToken)).totalEvents).toBe(1);
    expect((await statusOf('?nodeId=node_strange', client.accessToken)).totalEvents).toBe(0);
    expect((await statusOf('?nodeId=node_strange')).totalEvents).toBe(1);
  });
});

describe('the operation log of a relay', () => {
  it('begins with a report of what was started, and is whole on disk when the relay has stopped', async () => {
    const started = await startRelay();
    started.relay.get(OperationLog).write({ level: 'info', source: 'relay', type: 'last' });
    await started.relay.close();
    const types = (await storedEntries(started)).map(({ type }) => type);
    expect([types[0], ...types.slice(-2)]).toEqual(['relay_started', 'last', 'relay_stopped']);
    await started.stop();
  });
});

async function storedEntries({ logDir }: RelayUnderTest): Promise<LogEntry[]> {
  const [name = ''] = (await readdir(logDir)).filter((file) => file.startsWith('operations'));
  const lines = (await readFile(path.join(logDir, name), 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LogEntry);
}

/** Counts what exports take from the log, and tells when the next one has ended. */
function watchExport(watched: OperationLog): { pulled: () => number; ended: Promise<void> } {
  let pulled = 0;
  const original = watched.export.bind(watched);
  const ended = new Promise<void>((resolve) => {
    jest.spyOn(watched, 'export').mockImplementationOnce(async function* (...args) {
      try {
        for await (const text of original(...args)) {
          pulled += text.length;
          yield text;
        }
      } finally {
        resolve();
      }
    });
  });
  return { pulled: () => pulled, ended };
}

async function open(url: string, token: string, method = 'GET'): Promise<IncomingMessage> {
  const sent = request(url, { method, agent: false, headers: { authorization: `Bearer ${token}` } }).end();
  sent.on('error', () => undefined);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}
