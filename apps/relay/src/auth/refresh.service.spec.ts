import type { ControllerTokenAnswer } from '@otto/protocol';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest, type TestClient } from '../../test/relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;
let session: Peer;
let now: number;

beforeEach(async () => {
  now = Date.now();
  relay = await startRelay({}, { clock: () => now });
  client = await relay.registerClient();
  session = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
});
afterEach(() => relay.stop());

describe('RefreshService', () => {
  it('closes the sessions of a revoked family with 4403, and none of another login', async () => {
    const { clientId, clientSecret, refreshToken } = client;
    const { body } = await relay.post<ControllerTokenAnswer>('/api/controller/token', { clientId, clientSecret });
    const other = await Peer.connect(relay.wsUrl, 'controller', body.accessToken);
    await relay.post('/api/auth/revoke', { refreshToken });
    expect((await session.closed).code).toBe(4403);
    expect((await other.ask('ping', {})).messageType).toBe('pong');
  });

  it('closes the sessions of a family whose token was stolen', async () => {
    await relay.post('/api/auth/refresh', { refreshToken: client.refreshToken });
    now += 11_000;
    await relay.post('/api/auth/refresh', { refreshToken: client.refreshToken });
    expect((await session.closed).code).toBe(4403);
  });

  it('leaves a session alone whose tokens are rotated', async () => {
    await relay.post('/api/auth/refresh', { refreshToken: client.refreshToken });
    expect((await session.ask('ping', {})).messageType).toBe('pong');
  });
});
