import type { ConnectedNodesAnswer } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
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
