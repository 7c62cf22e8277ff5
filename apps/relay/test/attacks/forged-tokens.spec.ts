import { forge, FORGERIES } from '../forgeries';
import { Peer } from '../peer';
import { startRelay, type RelayUnderTest, type TestClient } from '../relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;

beforeAll(async () => {
  relay = await startRelay();
  client = await relay.registerClient();
});
afterAll(() => relay.stop());

describe('an access token on a socket', () => {
  it('opens a session as it was issued', async () => {
    const peer = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    expect((await peer.ask('ping', {})).messageType).toBe('pong');
    await peer.close();
  });

  it.each(FORGERIES)('does not open one %s', async (_, forged) => {
    const peer = await Peer.open(relay.wsUrl, 'controller');
    await peer.hello();
    const { messageType, payload } = await peer.ask('auth', { accessToken: forged(client.accessToken) });
    expect([messageType, payload.code]).toEqual(['error', 'invalid_access_token']);
    expect((await peer.ask('ping', {})).payload.code).toBe('unauthenticated');
    await peer.close();
  });

  it('does not open the session of another client, even signed as it should be', async () => {
    const { clientId, controllerId } = await relay.registerClient();
    const forged = forge(client.accessToken, { clientId, controllerId });
    const peer = await Peer.open(relay.wsUrl, 'controller');
    await peer.hello();
    expect((await peer.ask('auth', { accessToken: forged })).payload.code).toBe('invalid_access_token');
    expect((await relay.get('/api/nodes/connected', { token: forged })).status).toBe(401);
    await peer.close();
  });

  it('does not open one in the address or a header either: only auth does', async () => {
    const headers = { authorization: `Bearer ${client.accessToken}` };
    const path = `/?role=controller&token=${client.accessToken}`;
    const peer = await Peer.open(relay.wsUrl, 'controller', { headers, path });
    await peer.hello();
    expect((await peer.ask('ping', {})).payload.code).toBe('unauthenticated');
    await peer.close();
  });
});
