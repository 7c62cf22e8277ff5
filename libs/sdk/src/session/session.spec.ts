import { WebSocket } from 'ws';
import { FakeRelay } from '../../test/fake-relay';
import { Session, type SessionOptions } from './session';
import { SessionLost } from './session-lost';

let relay: FakeRelay;
let events: unknown[];
const open = (more: Partial<SessionOptions> = {}): Promise<Session> =>
  Session.open({
    webSocketUrl: relay.url,
    webSocket: WebSocket,
    accessToken: 'good',
    openTimeoutMs: 5_000,
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event.payload),
    ...more,
  });
const ask = { answer: 'result', timeoutMs: 5_000, timeout: () => new Error('timeout') as never } as const;

beforeEach(async () => {
  events = [];
  relay = await FakeRelay.start();
});
afterEach(() => relay.stop());

describe('Session.open', () => {
  it('says hello as a controller, then authenticates', async () => {
    const session = await open();
    expect(relay.frames.map(({ messageType, senderRole, payload }) => ({ messageType, senderRole, payload }))).toEqual([
      {
        messageType: 'hello',
        senderRole: 'controller',
        payload: { role: 'controller', capabilities: expect.any(Array) },
      },
      { messageType: 'auth', senderRole: 'controller', payload: { accessToken: 'good' } },
    ]);
    await session.close();
  });

  it('says invalid_access_token when the relay refuses the token, and leaves no connection', async () => {
    relay.tokens.refused.add('bad');
    await expect(open({ accessToken: 'bad' })).rejects.toMatchObject({ code: 'invalid_access_token' });
    await relay.settled();
    expect(relay.connections).toBe(0);
  });

  it('says relay_unreachable when nothing listens', async () => {
    await relay.stop();
    await expect(open()).rejects.toMatchObject({ code: 'relay_unreachable' });
  });

  it.each([
    [403, 'origin_not_allowed'],
    [421, 'host_not_allowed'],
    [429, 'too_many_connections'],
    [500, 'relay_unreachable'],
  ])('tells why the upgrade was refused (%i)', async (status, code) => {
    relay.refuseUpgradeWith = status;
    await expect(open()).rejects.toMatchObject({ code });
  });

  it('says relay_unreachable when something accepts the connection and keeps silent', async () => {
    relay.mute = true;
    await expect(open({ openTimeoutMs: 30 })).rejects.toMatchObject({ code: 'relay_unreachable' });
  });

  it('says connection_lost when the relay hangs up in the middle', async () => {
    relay.mute = true;
    const opening = open();
    await relay.frame(({ messageType }) => messageType === 'hello');
    relay.drop();
    await expect(opening).rejects.toMatchObject({ code: 'connection_lost' });
  });

  it('ends with the reason of its signal', async () => {
    relay.mute = true;
    const caller = new AbortController();
    const opening = open({ signal: caller.signal });
    await relay.frame(({ messageType }) => messageType === 'hello');
    caller.abort(new Error('no longer wanted'));
    await expect(opening).rejects.toThrow('no longer wanted');
  });
});

describe('Session', () => {
  it('refuses at once what is asked of it after its end', async () => {
    const session = await open();
    relay.closeAll(4403);
    const lost = await session.ended;
    await expect(session.request('command', {}, ask)).rejects.toBe(lost);
  });

  it('passes events on', async () => {
    const session = await open();
    relay.onCommand = ({ event, result }) => {
      event({ type: 'routed' });
      result(1);
    };
    await session.request('command', {}, ask);
    expect(events).toEqual([{ type: 'routed' }]);
    await session.close();
  });

  it('skips what is no frame', async () => {
    const session = await open();
    relay.sendText('not json');
    relay.sendText('[]');
    relay.sendText('{"messageType":"result"}');
    await expect(session.request('command', {}, ask)).resolves.toMatchObject({ ok: true });
    await session.close();
  });

  it('does not wait for an answer to what it could not even write', async () => {
    const session = await open();
    const circular: { self?: unknown } = {};
    circular.self = circular;
    await expect(session.request('command', circular, ask)).rejects.toThrow(TypeError);
    await session.close();
  });

  it('ends with its requests when the relay goes away, and says whether to come back', async () => {
    const session = await open();
    relay.onCommand = () => relay.closeAll(1001);
    await expect(session.request('command', {}, ask)).rejects.toBeInstanceOf(SessionLost);
    await expect(session.ended).resolves.toMatchObject({ mayReturn: true, reason: { code: 'connection_lost' } });
  });

  it('does not wait for an answer when it has ended already', async () => {
    const session = await open();
    relay.drop();
    const lost = await session.ended;
    await expect(session.request('command', {}, { ...ask, timeoutMs: 0 })).rejects.toBe(lost);
  });

  it('knows that a removed client must not come back', async () => {
    const session = await open();
    relay.closeAll(4403);
    await expect(session.ended).resolves.toMatchObject({ mayReturn: false, reason: { code: 'controller_revoked' } });
  });

  it('ends when the relay keeps silent in spite of pings', async () => {
    relay.heartbeatIntervalMs = 50;
    const session = await open();
    relay.mute = true;
    await expect(session.ended).resolves.toMatchObject({ mayReturn: true });
    expect(relay.frames.filter(({ messageType }) => messageType === 'ping').length).toBeGreaterThan(0);
  });

  it('closes within 2 s although the other side does not answer', async () => {
    const session = await open();
    relay.pauseReading();
    await session.close();
    await expect(session.ended).resolves.toBeInstanceOf(SessionLost);
  });
});
