import { Peer } from '../../test/peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';

const AS_OPERATOR = { token: OPERATOR_TOKEN };

let relay: RelayUnderTest;

beforeEach(async () => (relay = await startRelay()));
afterEach(() => relay.stop());

describe('ClientTeardown', () => {
  it('closes every socket of a removed client with 4403, and no other', async () => {
    const [client, other] = [await relay.registerClient(), await relay.registerClient()];
    const [first, second] = [
      await Peer.connect(relay.wsUrl, 'controller', client.accessToken),
      await Peer.connect(relay.wsUrl, 'controller', client.accessToken),
    ];
    const bystander = await Peer.connect(relay.wsUrl, 'controller', other.accessToken);
    const { clientId } = client;
    const { body } = await relay.post('/api/controller/remove', { clientId }, AS_OPERATOR);
    expect(body).toMatchObject({ disconnectedSessions: 2 });
    expect(await Promise.all([first.closed, second.closed])).toMatchObject([{ code: 4403 }, { code: 4403 }]);
    expect((await bystander.ask('ping', {})).messageType).toBe('pong');

    const late = await Peer.open(relay.wsUrl, 'controller');
    await late.hello();
    expect((await late.ask('auth', { accessToken: client.accessToken })).payload.code).toBe('invalid_access_token');
  });

  it('closes the sockets of all clients when all are removed, and leaves the nodes', async () => {
    const client = await relay.registerClient();
    const node = await relay.pairNode('node_a', client);
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const nodePeer = await Peer.connect(relay.wsUrl, 'node', node.accessToken, { nodeId: 'node_a' });
    const { body } = await relay.post('/api/controller/remove-all', {}, AS_OPERATOR);
    expect(body).toMatchObject({ disconnectedSessions: 1 });
    expect((await controller.closed).code).toBe(4403);
    expect((await nodePeer.ask('ping', {})).messageType).toBe('pong');
  });

  it('finishes, when the relay starts, the removal that an earlier one was stopped in', async () => {
    const client = await relay.registerClient();
    await relay.pairNode('node_a', client);
    const { logDir } = relay;
    // As if the process had ended after the one commit that decides.
    await relay.storage.controllerClients.commit([{ key: client.clientId }]);
    await relay.relay.close();
    const again = await startRelay({}, { logDir });
    expect([...again.storage.grants.entries()]).toEqual([]);
    const roles = Array.from(again.storage.refreshSessions.entries(), ([, { identity }]) => identity.role);
    expect(roles).toEqual(['node']);
    await again.relay.close();
    relay = await startRelay();
  });
});
