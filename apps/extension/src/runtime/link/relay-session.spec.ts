import { makeFrame, OttoError, type Envelope } from '@otto/protocol';
import { WebSocket } from 'ws';
import { FakeRelay } from '../testing/fake-relay';
import { RelaySession } from './relay-session';
import type { Socket } from './socket';

describe('RelaySession', () => {
  let relay: FakeRelay;
  let frames: Envelope[];
  let session: RelaySession;

  const connect = (): RelaySession =>
    new RelaySession({
      url: `${relay.url}/?role=node`,
      openSocket: (url) => new WebSocket(url).on('error', () => undefined) as unknown as Socket,
      onFrame: (frame) => frames.push(frame),
      onProbe: () => () => undefined,
    });
  const hello = () => session.hello('node_1', []);
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing thrown',
      (error: unknown) => (error instanceof OttoError ? error.code : String(error)),
    );

  beforeEach(async () => {
    relay = await FakeRelay.start();
    frames = [];
    session = connect();
  });
  afterEach(async () => {
    session.close();
    await relay.stop();
  });

  it('learns the version of the relay with hello', async () => {
    expect(await hello()).toEqual({ accepted: true, heartbeatIntervalMs: 20_000, relayVersion: '0.1.0' });
  });

  it('throws what the relay refuses it with', async () => {
    relay.answers.set('hello', 'invalid_hello');
    expect(await codeOf(hello())).toBe('invalid_hello');
    expect(await codeOf(session.authenticate('void'))).toBe('invalid_access_token');
  });

  it('renews its tokens', async () => {
    await hello();
    relay.issue();
    expect(await session.refresh('refresh-1')).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2' });
  });

  it('says with which code it was closed, and ends what waits for an answer', async () => {
    await hello();
    relay.answers.set('auth', 'silence');
    const auth = codeOf(session.authenticate('a'));
    relay.closeAll(4409);
    expect(await session.closed).toBe(4409);
    expect(await auth).toBe('connection_lost');
    expect(session.send('{}')).toBe(false);
  });

  it('does not connect where nobody listens', async () => {
    await relay.stop();
    session = connect();
    expect(await codeOf(hello())).toBe('connection_lost');
    expect(await session.closed).toBe(1006);
    relay = await FakeRelay.start();
  });

  it('knows a relay of another protocol by its answer, whatever the version of that frame', async () => {
    relay.answers.set('hello', 'silence');
    const greeting = codeOf(hello());
    const { frame, socket } = await relay.next('hello');
    socket.send(JSON.stringify({ ...makeFrame('relay', 'error', frame.requestId, {}), protocolVersion: '2.0' }));
    expect(await greeting).toBe('unsupported_protocol_version');
  });

  it('takes no notice of what is no frame', async () => {
    await hello();
    const { socket } = await relay.next('hello');
    for (const text of ['{', '[]', '{"a":1}', 'null']) socket.send(text);
    relay.send(makeFrame('relay', 'event', 'e', { type: 'access_requested' }));
    relay.send(makeFrame('relay', 'ping', 'p', {}));
    await relay.next('pong');
    expect(frames.map(({ requestId }) => requestId)).toEqual(['e']);
  });
});
