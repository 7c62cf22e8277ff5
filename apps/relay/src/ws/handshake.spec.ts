import { LIMITS, type TokenPair } from '@otto/protocol';
import { on } from '../../test/frame-inbox';
import { Peer } from '../../test/peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../../test/relay-under-test';
import { version } from '../../package.json';

// Real sockets on a machine that may be busy with other specs.
jest.setTimeout(30_000);

describe('the handshake', () => {
  let relay: RelayUnderTest;
  let client: TestClient;
  let node: TestNode;
  const peers: Peer[] = [];

  beforeAll(async () => {
    relay = await startRelay({ OTTO_AUTH_TIMEOUT_MS: '600000' });
    client = await relay.registerClient();
    node = await relay.pairNode('node_a');
  });
  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()));
  });
  afterAll(() => relay.stop());

  async function open(role: 'controller' | 'node' = 'controller'): Promise<Peer> {
    const peer = await Peer.open(relay.wsUrl, role);
    peers.push(peer);
    return peer;
  }

  async function greeted(role: 'controller' | 'node' = 'controller', nodeId?: string): Promise<Peer> {
    const peer = await open(role);
    await peer.hello(nodeId);
    return peer;
  }

  it('hello is answered with the heartbeat of the role and the version', async () => {
    expect((await (await open()).hello()).payload).toEqual({
      accepted: true,
      heartbeatIntervalMs: 8000,
      relayVersion: version,
    });
    expect((await (await open('node')).hello('node_a')).payload).toMatchObject({
      heartbeatIntervalMs: LIMITS.nodeHeartbeatMs,
      capabilities: expect.arrayContaining(['controller.access', 'primitive.tab.open', 'listener.subscribe']),
    });
  });

  it('auth is answered with who the controller is and what it may do', async () => {
    const { clientId, controllerId, scopes } = client;
    const ack = await (await greeted()).auth(client.accessToken);
    expect(ack).toEqual({ accepted: true, role: 'controller', clientId, controllerId, scopes, relayVersion: version });
  });

  it('auth is answered with which node it is', async () => {
    const ack = await (await greeted('node', 'node_a')).auth(node.accessToken);
    expect(ack).toMatchObject({ accepted: true, role: 'node', nodeId: 'node_a' });
    expect(ack).not.toHaveProperty('clientId');
  });

  it('a node can be reached only after auth_ack, never at hello', async () => {
    const peer = await greeted('node', 'node_a');
    expect(await connected()).toEqual([]);
    await peer.auth(node.accessToken);
    expect(await connected()).toEqual(['node_a']);
    await peer.close();
  });

  it('auth may be sent again with a newer token of the same client, and with no other', async () => {
    const other = await relay.registerClient();
    const peer = await greeted();
    await peer.auth(client.accessToken);
    await peer.auth(client.accessToken);
    await expect(peer.auth(other.accessToken)).rejects.toThrow('invalid_access_token');
    expect((await peer.ask('ping', {})).messageType).toBe('pong');
  });

  it('refresh rotates the tokens as HTTP does', async () => {
    const fresh = await relay.registerClient();
    const peer = await greeted();
    await peer.auth(fresh.accessToken);
    const { messageType, payload } = await peer.ask('refresh', { refreshToken: fresh.refreshToken });
    expect(messageType).toBe('refresh_ack');
    const pair = payload as unknown as TokenPair;
    await peer.auth(pair.accessToken);
    const { status } = await relay.post('/api/auth/refresh', { refreshToken: pair.refreshToken });
    expect(status).toBe(200);
  });

  it('frames behind a refresh are answered after it', async () => {
    const fresh = await relay.registerClient();
    const peer = await greeted();
    await peer.auth(fresh.accessToken);
    peer.send('refresh', { refreshToken: fresh.refreshToken });
    peer.send('ping', {});
    expect([(await peer.next()).messageType, (await peer.next()).messageType]).toEqual(['refresh_ack', 'pong']);
  });

  it('ping is answered with pong and its ts', async () => {
    const peer = await greeted();
    await peer.auth(client.accessToken);
    expect((await peer.ask('ping', { ts: 17 }, { traceId: 't' })) satisfies object).toMatchObject({
      messageType: 'pong',
      senderRole: 'relay',
      traceId: 't',
      payload: { ok: true, ts: 17 },
    });
    expect((await peer.ask('ping', {})).payload).toEqual({ ok: true });
    expect((await peer.ask('ping', { ts: 'soon' })).payload).toMatchObject({ code: 'invalid_envelope' });
  });

  it('a pong of a peer is taken without an answer', async () => {
    const peer = await greeted();
    await peer.auth(client.accessToken);
    peer.send('pong', { ok: true });
    expect(await peer.settled()).toEqual([]);
  });

  it.each(['auth', 'ping', 'command', 'refresh', 'gossip'] as const)(
    '%s before hello: not_initialized',
    async (type) => {
      const peer = await open();
      expect(await peer.ask(type as never, {})).toMatchObject({
        messageType: 'error',
        payload: { code: 'not_initialized' },
      });
    },
  );

  it.each(['ping', 'command', 'refresh', 'event', 'tab_lock', 'gossip'] as const)(
    '%s before auth_ack: unauthenticated',
    async (type) => {
      const peer = await greeted();
      expect((await peer.ask(type as never, {})).payload).toMatchObject({ code: 'unauthenticated' });
    },
  );

  it.each([
    ['invalid_hello', { capabilities: [] }],
    ['invalid_hello', { role: 'controller' }],
    ['invalid_hello', { role: 'controller', capabilities: 'all' }],
    ['invalid_hello', { role: 'controller', capabilities: [], nodeId: '../etc' }],
    ['role_mismatch', { role: 'node', capabilities: [] }],
  ])('hello answers %s', async (code, payload) => {
    const peer = await open();
    expect((await peer.ask('hello', payload)).payload).toMatchObject({ code });
    expect((await peer.hello()).messageType).toBe('hello_ack');
  });

  it('hello is said once: invalid_hello', async () => {
    const peer = await greeted();
    expect((await peer.hello()).payload).toMatchObject({ code: 'invalid_hello' });
    await peer.auth(client.accessToken);
    expect((await peer.hello()).payload).toMatchObject({ code: 'invalid_hello' });
  });

  it.each([
    ['missing_access_token', 'controller', {}],
    ['missing_access_token', 'controller', { accessToken: '' }],
    ['invalid_access_token', 'controller', { accessToken: 'made-up' }],
  ] as const)('auth answers %s, and the session can try again', async (code, role, payload) => {
    const peer = await greeted(role);
    expect((await peer.ask('auth', payload)).payload).toMatchObject({ code });
    await peer.auth(client.accessToken);
  });

  it('auth answers role_mismatch for a token of the other role, and node_mismatch for one of another node', async () => {
    const controller = await greeted();
    expect((await controller.ask('auth', { accessToken: node.accessToken })).payload).toMatchObject({
      code: 'role_mismatch',
    });
    const wrongNode = await greeted('node', 'node_b');
    expect((await wrongNode.ask('auth', { accessToken: node.accessToken })).payload).toMatchObject({
      code: 'node_mismatch',
    });
  });

  it.each([
    ['refreshToken_required', {}],
    ['invalid_refresh_token', { refreshToken: 'made-up' }],
  ])('refresh answers %s', async (code, payload) => {
    const peer = await greeted();
    await peer.auth(client.accessToken);
    expect((await peer.ask('refresh', payload)).payload).toMatchObject({ code });
  });

  it('keeps tokens out of the log', async () => {
    const peer = await greeted();
    await peer.auth(client.accessToken);
    await peer.ask('auth', { accessToken: node.accessToken });
    expect(JSON.stringify(await relay.log.list())).not.toContain(client.accessToken.slice(0, 20));
  });

  it('a role in a frame that is not the role of the connection: role_mismatch', async () => {
    const peer = await greeted();
    await peer.auth(client.accessToken);
    expect((await peer.ask('ping', {}, { senderRole: 'node' })).payload).toMatchObject({ code: 'role_mismatch' });
  });

  it('the answer comes on the requestId that was asked on', async () => {
    const peer = await open();
    const requestId = peer.send('ping', {});
    expect(await peer.next(on(requestId))).toBeDefined();
  });

  async function connected(): Promise<string[]> {
    const { body } = await relay.get<{ nodes: { nodeId: string }[] }>('/api/nodes/connected', {
      token: relay.operatorToken,
    });
    return body.nodes.map(({ nodeId }) => nodeId);
  }
});

describe('the time from open to auth_ack', () => {
  it('is bounded: 4401', async () => {
    const relay = await startRelay({ OTTO_AUTH_TIMEOUT_MS: '100' });
    const silent = await Peer.open(relay.wsUrl, 'controller');
    const greeter = await Peer.open(relay.wsUrl, 'controller');
    await greeter.hello();
    const { accessToken } = await relay.registerClient();
    const prompt = await Peer.connect(relay.wsUrl, 'controller', accessToken);
    expect([(await silent.closed).code, (await greeter.closed).code]).toEqual([4401, 4401]);
    expect((await prompt.ask('ping', {})).messageType).toBe('pong');
    await relay.stop();
  });
});
