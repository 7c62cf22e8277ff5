import { PUBLISHED_ROUTES } from '../published-api';
import { Peer } from '../peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

const POLLUTIONS = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"prototype":{"polluted":true}}',
  '{"a":{"__proto__":{"polluted":true}}}',
  '{"a":[{"__proto__":{"polluted":true,"kind":"operator","scopes":["*"]}}]}',
];
const QUERY = '__proto__[polluted]=1&__proto__.polluted=1&constructor[prototype][polluted]=1&__proto__=polluted';
const POSTS = PUBLISHED_ROUTES.filter((route) => route.startsWith('POST ')).map((route) => route.slice('POST '.length));
const GETS = PUBLISHED_ROUTES.filter((route) => route.startsWith('GET ')).map((route) => route.slice('GET '.length));

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;

beforeAll(async () => (relay = await startRelay()));
beforeEach(async () => {
  client = await relay.registerClient();
  node = await relay.pairNode('node_a', client);
});
// The relay of a spec runs in the process of the spec: what it pollutes shows here.
afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(([] as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});
afterAll(() => relay.stop());

describe('what is meant to reach a prototype', () => {
  it.each(POSTS)('in the body of POST %s does not', async (path) => {
    for (const body of POLLUTIONS) {
      for (const token of [undefined, OPERATOR_TOKEN, node.accessToken, client.accessToken]) {
        const { status } = await relay.post(path, body, { token });
        expect([body, status < 500]).toEqual([body, true]);
        if (body.includes('__proto__')) expect(status).toBeGreaterThanOrEqual(400);
      }
    }
  });

  it.each(GETS)('in the query of GET %s does not', async (path) => {
    const { status } = await relay.get(`${path.replace('{file}', 'show.js')}?${QUERY}`, { token: OPERATOR_TOKEN });
    expect(status).toBeLessThan(500);
  });

  it('in frames does not, and is nobody’s right', async () => {
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const peer = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    for (const [index, pollution] of POLLUTIONS.entries()) {
      for (const messageType of ['command', 'tab_lock', 'event', 'command_cancel', 'ping', 'refresh'] as const) {
        const requestId = `r-${index}-${messageType}`;
        const envelope = { protocolVersion: '1.0', messageType, requestId, timestamp: new Date().toISOString() };
        const text = JSON.stringify({ ...envelope, senderRole: 'controller', payload: 'P' }).replace('"P"', pollution);
        controller.sendRaw(text.replace('{', `{${pollution.slice(1, -1)},`));
      }
      const data: unknown = JSON.parse(pollution);
      peer.send('event', { type: 'extension_log', entry: { level: 'info', type: 'a', data } });
      peer.send('event', { type: 'listener_update', data });
    }
    await Promise.all([controller.settled(), peer.settled()]);
    expect((await relay.get('/metrics', { token: client.accessToken })).status).toBe(403);
  });
});
