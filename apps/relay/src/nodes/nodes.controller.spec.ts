import type { ConnectedNodesAnswer, NodeRevokeAnswer } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import type { HttpAnswer } from '../../test/http-client';
import { Peer } from '../../test/peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest, type TestClient } from '../../test/relay-under-test';

let relay: RelayUnderTest;

let client: TestClient;

/** A client with a node that it is granted and one that it is not, both connected, and a third that is not there. */
async function start(env?: Record<string, string>): Promise<void> {
  relay = await startRelay(env);
  client = await relay.registerClient();
  const [mine, other] = [await relay.pairNode('node_mine', client), await relay.pairNode('node_other')];
  await relay.pairNode('node_away', client);
  for (const { nodeId, accessToken } of [mine, other]) {
    await Peer.connect(relay.wsUrl, 'node', accessToken, { nodeId });
  }
}

afterEach(() => relay.stop());

async function nodes(token: string): Promise<ConnectedNodesAnswer['nodes']> {
  const { body } = await relay.get<ConnectedNodesAnswer>('/api/nodes/connected', { token });
  return body.nodes;
}

describe('GET /api/nodes/connected', () => {
  it('shows a controller the nodes that it is granted, and of the others the ids', async () => {
    await start();
    expect(await nodes(client.accessToken)).toEqual([
      { nodeId: 'node_mine', granted: true },
      { nodeId: 'node_other', granted: false },
    ]);
  });

  it('shows a controller without nodes.discover only what it is granted', async () => {
    await start({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'primitive.*' });
    expect(await nodes(client.accessToken)).toEqual([{ nodeId: 'node_mine', granted: true }]);
  });

  it('shows the operator all of them', async () => {
    await start();
    expect(await nodes(OPERATOR_TOKEN)).toEqual([{ nodeId: 'node_mine' }, { nodeId: 'node_other' }]);
  });

  it('refuses nobody, nodes and tokens that do not hold', async () => {
    await start();
    const node = await relay.pairNode('node_new');
    const path = '/api/nodes/connected';
    expect(errorOf(await relay.get(path))).toEqual([401, 'missing_access_token']);
    expect(errorOf(await relay.get(path, { token: node.accessToken }))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await relay.get(path, { token: 'forged' }))).toEqual([401, 'invalid_access_token']);
    const basic = { headers: { authorization: 'Basic b3R0bzpvdHRv' } };
    expect(errorOf(await relay.get(path, basic))).toEqual([401, 'invalid_access_token']);
  });
});

describe('POST /api/nodes/revoke', () => {
  const revoke = (nodeId: unknown, token = OPERATOR_TOKEN): Promise<HttpAnswer<NodeRevokeAnswer>> =>
    relay.post('/api/nodes/revoke', { nodeId }, { token });

  it('ends the session and the tokens of that node at once, and of no other', async () => {
    relay = await startRelay();
    const [lost, other] = [await relay.pairNode('node_lost'), await relay.pairNode('node_other')];
    const lostPeer = await Peer.connect(relay.wsUrl, 'node', lost.accessToken, { nodeId: 'node_lost' });
    const otherPeer = await Peer.connect(relay.wsUrl, 'node', other.accessToken, { nodeId: 'node_other' });
    expect((await revoke('node_lost')).body).toEqual({
      ok: true,
      nodeId: 'node_lost',
      refreshRevokedCount: 1,
      disconnectedSessions: 1,
    });
    expect((await lostPeer.closed).code).toBe(4403);
    expect((await otherPeer.ask('ping', {})).messageType).toBe('pong');
    const { refreshToken } = lost;
    expect(errorOf(await relay.post('/api/auth/refresh', { refreshToken }))).toEqual([401, 'invalid_refresh_token']);
  });

  it('has nothing to end for a node that nobody knows, or the second time', async () => {
    relay = await startRelay();
    expect((await revoke('node_nobody')).body).toMatchObject({ refreshRevokedCount: 0, disconnectedSessions: 0 });
  });

  it('is for the operator alone, and wants a node id', async () => {
    relay = await startRelay();
    const { accessToken } = await relay.registerClient();
    expect(errorOf(await revoke('node_a', accessToken))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await revoke(undefined))).toEqual([400, 'nodeId_required']);
    expect(errorOf(await revoke('../x'))).toEqual([400, 'invalid_node_id']);
  });
});
