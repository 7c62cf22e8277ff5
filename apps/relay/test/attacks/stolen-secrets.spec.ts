import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenPair } from '@otto/protocol';
import { errorOf } from '../error-of';
import { Peer } from '../peer';
import { startRelay, type RelayUnderTest, type TestClient, type TestNode } from '../relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;
let now: number;

beforeEach(async () => {
  now = Date.now();
  relay = await startRelay({}, { clock: () => now });
  client = await relay.registerClient();
  node = await relay.pairNode('node_a', client);
});
afterEach(() => relay.stop());

describe('a stolen refresh token', () => {
  it('that is replayed after its rotation ends the family, over a socket as over HTTP', async () => {
    const owner = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const { payload } = await owner.ask('refresh', { refreshToken: client.refreshToken });
    now += 11_000;
    const thief = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    const replay = await thief.ask('refresh', { refreshToken: client.refreshToken });
    expect(replay.payload.code).toBe('invalid_refresh_token');
    expect(await owner.closed).toEqual({ code: 4403, reason: 'revoked' });
    const { accessToken, refreshToken } = payload as unknown as TokenPair;
    expect(errorOf(await relay.get('/api/nodes/connected', { token: accessToken }))[0]).toBe(401);
    expect(errorOf(await relay.post('/api/auth/refresh', { refreshToken }))[0]).toBe(401);
  });

  it('that is used by two at once gives both the same next one, so that one of them is found out', async () => {
    const { refreshToken } = client;
    const [owner, thief] = await Promise.all([
      relay.post<TokenPair>('/api/auth/refresh', { refreshToken }),
      relay.post<TokenPair>('/api/auth/refresh', { refreshToken }),
    ]);
    expect(owner.body.refreshToken).toBe(thief.body.refreshToken);
    await relay.post('/api/auth/refresh', { refreshToken: thief.body.refreshToken });
    now += 11_000;
    const late = await relay.post('/api/auth/refresh', { refreshToken: owner.body.refreshToken });
    expect(errorOf(late)).toEqual([401, 'invalid_refresh_token']);
  });
});

describe('a token that was revoked', () => {
  it('opens no session when its client was removed', async () => {
    await relay.post('/api/controller/remove', { clientId: client.clientId }, { token: client.accessToken });
    const peer = await Peer.open(relay.wsUrl, 'controller');
    await peer.hello();
    const answer = await peer.ask('auth', { accessToken: client.accessToken });
    expect(answer.payload.code).toBe('invalid_access_token');
  });

  it('opens no session when its family was logged out or its node paired again', async () => {
    await relay.post('/api/auth/revoke', { refreshToken: client.refreshToken });
    await relay.pairNode('node_a');
    for (const [role, accessToken] of [
      ['controller', client.accessToken],
      ['node', node.accessToken],
    ] as const) {
      const peer = await Peer.open(relay.wsUrl, role);
      await peer.hello();
      expect((await peer.ask('auth', { accessToken })).payload.code).toBe('invalid_access_token');
    }
  });

  it('drives nothing from the moment on at which the grant ends', async () => {
    const controller = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const nodePeer = await Peer.connect(relay.wsUrl, 'node', node.accessToken);
    await relay.post(
      '/api/controller/access',
      { clientId: client.clientId, grant: false },
      { token: node.accessToken },
    );
    const command = { targetNodeId: node.nodeId, action: 'primitive.tab.query', payload: {}, replayNonce: 'n' };
    expect((await controller.ask('command', command)).payload.code).toBe('acl_missing_node_grant');
    const told = await nodePeer.settled();
    expect(told.filter(({ messageType }) => messageType === 'command')).toEqual([]);
  });
});

describe('stolen files', () => {
  /** Everything that stands in the relay's files and might be taken for a credential. */
  async function textsInFiles(): Promise<string[]> {
    const names = (await readdir(relay.logDir)).filter((name) => name.endsWith('.jsonl'));
    const files = await Promise.all(names.map((name) => readFile(join(relay.logDir, name), 'utf8')));
    return [
      ...new Set(files.flatMap((text) => [...text.matchAll(/"([!#-~]{16,})"/g)].map(([, value]) => value ?? ''))),
    ];
  }

  it('hold nothing that can be used as a token or a client secret', async () => {
    await relay.log.flush();
    const texts = await textsInFiles();
    expect(texts.length).toBeGreaterThan(5);
    for (const text of texts) {
      expect([text, (await relay.get('/api/nodes/connected', { token: text })).status]).toEqual([text, 401]);
      // Each from an address of its own would be stopped for guessing; here what is stored is tried, not the limit.
      now += 60_000;
      const refresh = await relay.post('/api/auth/refresh', { refreshToken: text });
      expect([text, ...errorOf(refresh)]).toEqual([text, 401, 'invalid_refresh_token']);
      const login = await relay.post('/api/controller/token', { clientId: client.clientId, clientSecret: text });
      expect([text, ...errorOf(login)]).toEqual([text, 401, 'invalid_client_credentials']);
    }
  });
});
