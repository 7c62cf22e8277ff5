import type { PairingRequestAnswer, PairingStatusAnswer } from '@otto/protocol';
import { Peer } from '../../test/peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';

let relay: RelayUnderTest;

beforeEach(async () => (relay = await startRelay()));
afterEach(() => relay.stop());

describe('Admission', () => {
  it('closes the session of a node that is paired again with 4403', async () => {
    const { accessToken, nodeId } = await relay.pairNode('node_a');
    const earlier = await Peer.connect(relay.wsUrl, 'node', accessToken, { nodeId });
    const again = await relay.pairNode('node_a');
    expect((await earlier.closed).code).toBe(4403);
    await Peer.connect(relay.wsUrl, 'node', again.accessToken, { nodeId });
  });

  it('gives tokens that are not told again once the node has connected with them', async () => {
    const { body: request } = await relay.post<PairingRequestAnswer>('/api/pairing/request', { nodeId: 'node_a' });
    await relay.post('/api/pairing/approve', { code: request.code }, { token: OPERATOR_TOKEN });
    const path = `/api/pairing/status?challengeId=${request.challengeId}`;
    const { nodeAccessToken = '' } = (await relay.get<PairingStatusAnswer>(path)).body;
    await Peer.connect(relay.wsUrl, 'node', nodeAccessToken, { nodeId: 'node_a' });
    expect((await relay.get(path)).body).toEqual({
      challengeId: request.challengeId,
      nodeId: 'node_a',
      status: 'approved',
      expiresAt: expect.any(Number) as number,
    });
  });
});
