import { OttoError, type TokenPair } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay } from '../../test/fake-relay';
import { fetchTransport } from '../http/http-transport';
import { RelayApi } from '../http/relay-api';
import { TokenKeeper, type TokenKeeperOptions } from '../tokens/token-keeper';
import { Connection, type ConnectionState } from './connection';

let relay: FakeRelay;
let connection: Connection;
let states: ConnectionState[];
const never = new AbortController().signal;

function connect(more: Partial<TokenKeeperOptions> = {}): Connection {
  const api = new RelayApi({ httpUrl: relay.httpUrl, transport: fetchTransport });
  const tokens = new TokenKeeper({ api, clock: Date.now, ...more, tokens: more.tokens ?? relay.tokens.make() });
  connection = new Connection({ webSocketUrl: relay.url, webSocket: WebSocket, tokens, openTimeoutMs: 5_000 });
  states = [];
  connection.events.on('state', (state) => states.push(state));
  return connection;
}

/** Resolves when the connection gets into this state. */
function state(wanted: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    connection.events.on('state', (now) => now === wanted && resolve());
  });
}

beforeEach(async () => {
  relay = await FakeRelay.start();
});
afterEach(async () => {
  await connection.close();
  await relay.stop();
});

describe('Connection', () => {
  it('opens one session, however many ask at once', async () => {
    connect();
    const sessions = await Promise.all([connection.session(never), connection.session(never)]);
    expect(sessions[0]).toBe(sessions[1]);
    expect(relay.connections).toBe(1);
    expect(states).toEqual(['connecting', 'connected']);
  });

  it('does not keep trying when the first connect fails', async () => {
    connect();
    await relay.stop();
    await expect(connection.session(never)).rejects.toMatchObject({ code: 'relay_unreachable' });
    expect(states).toEqual(['connecting', 'disconnected']);
  });

  it('renews a token that the relay refuses, once', async () => {
    const tokens = relay.tokens.make();
    relay.tokens.refused.add(tokens.accessToken);
    connect({ tokens });
    await connection.session(never);
    expect(relay.rest.requests).toEqual(['POST /api/auth/refresh']);
  });

  it('comes back by itself after a loss', async () => {
    connect();
    const first = await connection.session(never);
    relay.drop();
    await state('connected');
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(await connection.session(never)).not.toBe(first);
  });

  it('comes back although the relay is away for a while', async () => {
    connect();
    await connection.session(never);
    await relay.stop();
    await state('reconnecting');
    const waiting = connection.session(never);
    relay = await FakeRelay.start(relay.port);
    await expect(waiting).resolves.toMatchObject({ isOpen: true });
  });

  it('does not come back to a relay that has removed the client', async () => {
    connect();
    await connection.session(never);
    relay.closeAll(4403);
    await state('disconnected');
    expect(states).toEqual(['connecting', 'connected', 'disconnected']);
  });

  it('stops coming back when its identity has ended, and tells those who wait', async () => {
    connect();
    await connection.session(never);
    relay.tokens.revoke();
    relay.drop();
    await state('reconnecting');
    await expect(connection.session(never)).rejects.toMatchObject({ code: 'invalid_refresh_token' });
    expect(connection.state).toBe('disconnected');
  });

  it('lets a caller stop waiting while the way back goes on', async () => {
    connect();
    await connection.session(never);
    relay.refuseUpgradeWith = 503;
    relay.drop();
    await state('reconnecting');
    const caller = new AbortController();
    const waiting = connection.session(caller.signal);
    caller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    relay.refuseUpgradeWith = undefined;
    await state('connected');
  });

  it('refreshes its tokens over the session before they end', async () => {
    relay.tokens.life = 1;
    const kept: TokenPair[] = [];
    const stored = new Promise<void>((resolve) => {
      const onTokens = (tokens: TokenPair): void => {
        kept.push(tokens);
        resolve();
      };
      connect({ tokens: relay.tokens.make(), onTokens });
    });
    await connection.session(never);
    await stored;
    await relay.frame(({ messageType }) => messageType === 'refresh');
    expect(kept[0]?.refreshToken).not.toBe('refresh_1');
    const renewed = kept[0]?.accessToken;
    await relay.frame(({ messageType, payload }) => messageType === 'auth' && payload.accessToken === renewed);
  });

  it('is closed for good by close', async () => {
    connect();
    await connection.session(never);
    await connection.close();
    await expect(connection.session(never)).rejects.toEqual(new OttoError('connection_lost'));
    expect(states.at(-1)).toBe('closed');
    expect(relay.connections).toBe(0);
  });

  it('can be closed in the middle of connecting', async () => {
    connect();
    relay.mute = true;
    const opening = connection.session(never);
    await relay.frame(({ messageType }) => messageType === 'hello');
    await connection.close();
    await expect(opening).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('can be closed in the middle of coming back', async () => {
    connect();
    await connection.session(never);
    await relay.stop();
    await state('reconnecting');
    const waiting = connection.session(never);
    await connection.close();
    await expect(waiting).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('renews its tokens over HTTP when the session is lost in the middle of it', async () => {
    relay.tokens.life = 1;
    const api = new RelayApi({ httpUrl: relay.httpUrl, transport: fetchTransport });
    const tokens = new TokenKeeper({ api, clock: Date.now, tokens: relay.tokens.make() });
    connection = new Connection({ webSocketUrl: relay.url, webSocket: WebSocket, tokens, openTimeoutMs: 5_000 });
    await connection.session(never);
    relay.mute = true;
    await relay.frame(({ messageType }) => messageType === 'refresh');
    relay.tokens.life = 3600;
    // Somebody who only wants a token for a request over HTTP.
    const using = tokens.use((accessToken) => Promise.resolve(accessToken));
    relay.drop();
    relay.mute = false;
    await expect(using).resolves.toMatch(/^h\./);
    expect(relay.rest.requests.at(-1)).toBe('POST /api/auth/refresh');
  });

  it('tells those who connect at once when it is closed, although their log-in hangs', async () => {
    let hangUp = (): void => undefined;
    const hanging = new Promise<never>((_, reject) => (hangUp = () => reject(new Error('hung up'))));
    const api = new RelayApi({ httpUrl: relay.httpUrl, transport: () => hanging });
    const tokens = new TokenKeeper({ api, clock: Date.now, credentials: { clientId: 'clt_1', clientSecret: 'cs' } });
    connection = new Connection({ webSocketUrl: relay.url, webSocket: WebSocket, tokens, openTimeoutMs: 5_000 });
    const waiting = connection.session(never);
    await connection.close();
    await expect(waiting).rejects.toMatchObject({ code: 'connection_lost' });
    hangUp();
  });
});
