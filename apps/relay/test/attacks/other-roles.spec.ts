import type { ConnectedNodesAnswer } from '@otto/protocol';
import { errorOf } from '../error-of';
import { of, on } from '../frame-inbox';
import { Peer } from '../peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;
let other: TestNode;

beforeEach(async () => {
  relay = await startRelay();
  client = await relay.registerClient();
  node = await relay.pairNode('node_own', client);
  other = await relay.pairNode('node_other', client);
});
afterEach(() => relay.stop());

async function connectedNodes(): Promise<string[]> {
  const answer = await relay.get<ConnectedNodesAnswer>('/api/nodes/connected', { token: OPERATOR_TOKEN });
  return answer.body.nodes.map(({ nodeId }) => nodeId);
}

describe('a token of one role', () => {
  it.each([
    ['node', 'controller'],
    ['controller', 'node'],
  ] as const)('of a %s does not open the session of a %s', async (role, wanted) => {
    const { accessToken } = role === 'node' ? node : client;
    const peer = await Peer.open(relay.wsUrl, wanted);
    await peer.hello();
    expect((await peer.ask('auth', { accessToken })).payload.code).toBe('role_mismatch');
    expect((await peer.ask('ping', {})).payload.code).toBe('unauthenticated');
    expect(await connectedNodes()).toEqual([]);
  });

  it('of a node does nothing of a controller over HTTP, and the reverse', async () => {
    const asNode = { token: node.accessToken };
    const asController = { token: client.accessToken };
    for (const path of ['/api/nodes/connected', '/api/logs', '/api/logs/export', '/api/logs/status', '/metrics']) {
      expect(errorOf(await relay.get(path, asNode))).toEqual([403, 'forbidden_role']);
    }
    const { clientId } = client;
    expect(errorOf(await relay.post('/api/controller/remove', { clientId }, asNode))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await relay.post('/api/controller/remove-all', {}, asNode))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await relay.get('/api/controller/access', asController))).toEqual([403, 'forbidden_role']);
    const grant = { clientId, grant: true };
    expect(errorOf(await relay.post('/api/controller/access', grant, asController))).toEqual([403, 'forbidden_role']);
  });

  it('of the operator opens no session: it drives nothing', async () => {
    for (const role of ['node', 'controller'] as const) {
      const peer = await Peer.open(relay.wsUrl, role);
      await peer.hello();
      expect((await peer.ask('auth', { accessToken: OPERATOR_TOKEN })).payload.code).toBe('invalid_access_token');
    }
  });
});

describe('frames of another role', () => {
  it('are refused, whatever role they claim', async () => {
    const asNode = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    const asController = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const command = { targetNodeId: other.nodeId, action: 'primitive.tab.query', payload: {}, replayNonce: 'n' };
    expect((await asNode.ask('command', command)).payload.code).toBe('forbidden_role');
    expect((await asNode.ask('command', command, { senderRole: 'controller' })).payload.code).toBe('role_mismatch');
    expect((await asController.ask('result', { ok: true })).payload.code).toBe('forbidden_role');
    expect((await asController.ask('ping', {}, { senderRole: 'relay' })).payload.code).toBe('role_mismatch');
  });

  it('open no session when hello names another role than the address', async () => {
    const peer = await Peer.open(relay.wsUrl, 'controller');
    expect((await peer.ask('hello', { role: 'node', capabilities: [] })).payload.code).toBe('role_mismatch');
  });
});

describe('a node that names another one', () => {
  it('in hello does not get in with its own token', async () => {
    const peer = await Peer.open(relay.wsUrl, 'node');
    await peer.hello(other.nodeId);
    expect((await peer.ask('auth', { accessToken: node.accessToken })).payload.code).toBe('node_mismatch');
    expect(await connectedNodes()).toEqual([]);
  });

  it('in a second hello, before or after auth, stays what it was', async () => {
    const peer = await Peer.open(relay.wsUrl, 'node');
    const again = { role: 'node', capabilities: [], nodeId: other.nodeId };
    await peer.hello(node.nodeId);
    expect((await peer.ask('hello', again)).messageType).toBe('error');
    await peer.auth(node.accessToken);
    expect((await peer.ask('hello', again)).payload.code).toBe('invalid_hello');
    expect(await connectedNodes()).toEqual([node.nodeId]);
  });

  it('by a second auth with the token of another one stays what it was', async () => {
    const peer = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    expect((await peer.ask('auth', { accessToken: other.accessToken })).payload.code).toBe('invalid_access_token');
    expect(await connectedNodes()).toEqual([node.nodeId]);
  });

  it('over HTTP decides for itself alone, wherever it names the other', async () => {
    const body = { clientId: client.clientId, grant: false, nodeId: other.nodeId };
    const options = { token: node.accessToken, headers: { 'x-otto-node-id': other.nodeId } };
    await relay.post(`/api/controller/access?nodeId=${other.nodeId}`, body, options);
    const left = await relay.get('/api/controller/access', { token: other.accessToken });
    expect(left.body).toMatchObject({ clients: [{ clientId: client.clientId, granted: true }] });
  });
});

describe('a controller that becomes another one', () => {
  it('by a second auth with the token of another client stays what it was', async () => {
    const stranger = await relay.registerClient();
    const peer = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    expect((await peer.ask('auth', { accessToken: stranger.accessToken })).payload.code).toBe('invalid_access_token');
    expect((await peer.auth(client.accessToken)).clientId).toBe(client.clientId);
  });
});

describe("another node's command", () => {
  it('cannot be answered, and goes on as if nothing had come', async () => {
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const own = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    const meddling = await Peer.connect(relay.wsUrl, 'node', other.accessToken);
    const requestId = controller.command({ targetNodeId: node.nodeId });
    const received = await own.next(of('command'));
    meddling.answer(received, { data: 'forged' });
    await meddling.settled();
    own.answer(received, { data: 'genuine' });
    const outcome = await controller.next((frame) => on(requestId)(frame) && frame.messageType === 'result');
    expect(outcome.payload.data).toBe('genuine');
  });
});
