import { FakeRelay } from '../test/fake-relay';
import type { HttpTransport } from './http/http-transport';
import { OttoClient } from './otto-client';

/** Timers that keep this process from ending. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

let relay: FakeRelay;
beforeEach(async () => {
  relay = await FakeRelay.start();
});
afterEach(() => relay.stop());

describe('OttoClient', () => {
  it('needs no more than a relay and an identity: socket and HTTP are found by themselves', async () => {
    const kept: unknown[] = [];
    const client = new OttoClient({
      relayUrl: relay.url,
      clientId: 'clt_1',
      clientSecret: relay.rest.clientSecret,
      onTokens: (tokens) => void kept.push(tokens),
    });
    await client.connect();
    expect(client.state).toBe('connected');
    expect(kept).toEqual([{ accessToken: expect.any(String), refreshToken: 'refresh_1' }]);
    await client.close();
    expect(client.state).toBe('closed');
  });

  it('says invalid_client_credentials for a wrong secret', async () => {
    const client = new OttoClient({ relayUrl: relay.url, clientId: 'clt_1', clientSecret: 'cs_wrong' });
    await expect(client.connect()).rejects.toMatchObject({ code: 'invalid_client_credentials' });
    await client.close();
  });

  it('lists the connected nodes, and which of them it may drive', async () => {
    const client = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make() });
    await expect(client.nodes.list()).resolves.toEqual([
      { nodeId: 'node_a', granted: true },
      { nodeId: 'node_b', granted: false },
    ]);
  });

  it('renews a refused token for HTTP calls as well', async () => {
    const tokens = relay.tokens.make();
    relay.tokens.refused.add(tokens.accessToken);
    await new OttoClient({ relayUrl: relay.url, tokens }).nodes.list();
    expect(relay.rest.requests).toEqual([
      'GET /api/nodes/connected',
      'POST /api/auth/refresh',
      'GET /api/nodes/connected',
    ]);
  });

  it('approves a node as the operator, for the client that it names', async () => {
    const client = new OttoClient({ relayUrl: relay.url, operatorToken: 'operator' });
    await expect(client.pairing.approve('123-456', { clientId: 'clt_1' })).resolves.toEqual({
      nodeId: 'node_a',
      clientId: 'clt_1',
      repaired: false,
    });
    expect(relay.rest.bodies.at(-1)).toEqual({ code: '123-456', clientId: 'clt_1' });
    expect(relay.rest.bearers.at(-1)).toBe('operator');
  });

  it('registers a client, with the secret in a header', async () => {
    const client = new OttoClient({ relayUrl: relay.url });
    const body = { name: 'me', description: 'mine' };
    await expect(client.clients.register(body, { registrationSecret: 's3cret' })).resolves.toMatchObject({
      clientId: 'clt_1',
      clientSecret: 'cs_right',
    });
    expect(relay.rest.registrationSecret).toBe('s3cret');
  });

  it('ends its HTTP requests as well when it is closed, and refuses those that come later', async () => {
    let asked = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (asked = resolve));
    const http: HttpTransport = ({ signal }) => {
      asked();
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const client = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make(), http });
    const running = client.nodes.list();
    await arrival;
    await client.close();
    await expect(running).rejects.toMatchObject({ code: 'connection_lost' });
    await expect(client.logs.list()).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('leaves no timer behind for an export that nobody has read to its end', async () => {
    relay.rest.logs = [
      { id: 'log_1', timestamp: '2026-01-01T00:00:00.000Z', level: 'info', source: 'relay', type: 'x' },
    ];
    const client = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make() });
    const before = timers();
    const reading = client.logs.export();
    await reading.next();
    await client.close();
    expect(timers()).toBe(before);
  });

  it('refuses an address that is none', () => {
    expect(() => new OttoClient({ relayUrl: 'relay' })).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
  });

  it('passes the events of the relay on', async () => {
    const client = new OttoClient({ relayUrl: relay.url, tokens: relay.tokens.make() });
    await client.connect();
    const event = new Promise((resolve) => client.on('event', resolve));
    relay.sendEvent('req_1', { type: 'listener_update', data: 1 });
    await expect(event).resolves.toMatchObject({ requestId: 'req_1', payload: { type: 'listener_update', data: 1 } });
    await client.close();
  });
});
