import type { ConnectedNodesAnswer } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';
import { SessionRegistry } from '../ws/session-registry';

let relay: RelayUnderTest;

async function start(env?: Record<string, string>): Promise<void> {
  relay = await startRelay(env);
  jest.spyOn(relay.relay.get(SessionRegistry), 'connectedNodeIds').mockReturnValue(['node_mine', 'node_other']);
}

afterEach(() => relay.stop());

async function nodes(token: string): Promise<ConnectedNodesAnswer['nodes']> {
  const { body } = await relay.get<ConnectedNodesAnswer>('/api/nodes/connected', { token });
  return body.nodes;
}

describe('GET /api/nodes/connected', () => {
  it('shows a controller the nodes that it is granted, and of the others the ids', async () => {
    await start();
    const client = await relay.registerClient();
    await relay.pairNode('node_mine', client);
    expect(await nodes(client.accessToken)).toEqual([
      { nodeId: 'node_mine', granted: true },
      { nodeId: 'node_other', granted: false },
    ]);
  });

  it('shows a controller without nodes.discover only what it is granted', async () => {
    await start({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'primitive.*' });
    const client = await relay.registerClient();
    await relay.pairNode('node_mine', client);
    expect(await nodes(client.accessToken)).toEqual([{ nodeId: 'node_mine', granted: true }]);
  });

  it('shows the operator all of them', async () => {
    await start();
    expect(await nodes(OPERATOR_TOKEN)).toEqual([{ nodeId: 'node_mine' }, { nodeId: 'node_other' }]);
  });

  it('refuses nobody, nodes and tokens that do not hold', async () => {
    await start();
    const node = await relay.pairNode();
    const path = '/api/nodes/connected';
    expect(errorOf(await relay.get(path))).toEqual([401, 'missing_access_token']);
    expect(errorOf(await relay.get(path, { token: node.accessToken }))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await relay.get(path, { token: 'forged' }))).toEqual([401, 'invalid_access_token']);
    const basic = { headers: { authorization: 'Basic b3R0bzpvdHRv' } };
    expect(errorOf(await relay.get(path, basic))).toEqual([401, 'invalid_access_token']);
  });
});
