import { OttoError } from '@otto/protocol';
import { FakeRelay } from '../testing/fake-relay';
import { RelayHttp } from './relay-http';

describe('RelayHttp', () => {
  const { signal } = new AbortController();
  let relay: FakeRelay;
  let http: RelayHttp;

  beforeEach(async () => {
    relay = await FakeRelay.start();
    http = new RelayHttp(relay.url.replace('ws', 'http'));
  });
  afterEach(() => relay.stop());

  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'nothing thrown',
      (error: unknown) => (error instanceof OttoError ? error.code : String(error)),
    );

  it('returns what the relay answers', async () => {
    expect(await http.requestPairing('node_1', signal)).toMatchObject({ challengeId: 'ch_1', code: '000-001' });
    expect(await http.pairingStatus('ch_1', signal)).toMatchObject({ status: 'pending' });
    relay.issue();
    expect(await http.refresh('refresh-1', signal)).toEqual({ accessToken: 'access-2', refreshToken: 'refresh-2' });
  });

  it('shows the access token where access is asked for and decided, and nowhere else', async () => {
    const seen: [string, unknown][] = [];
    const answering = new RelayHttp('http://relay', (url, { headers }) => {
      seen.push([url, (headers as Record<string, string>).authorization]);
      return Promise.resolve(new Response('{"clients":[],"accessToken":"a","refreshToken":"r"}'));
    });
    await answering.accessList('token');
    await answering.decideAccess('token', { clientId: 'clt_1', grant: true });
    await answering.refresh('r', signal);
    expect(seen).toEqual([
      ['http://relay/api/controller/access', 'Bearer token'],
      ['http://relay/api/controller/access', 'Bearer token'],
      ['http://relay/api/auth/refresh', undefined],
    ]);
  });

  it('throws the error that the relay answers', async () => {
    expect(await codeOf(http.refresh('void', signal))).toBe('invalid_refresh_token');
  });

  it('does not take something else for a relay', async () => {
    relay.answers.set('/api/auth/refresh', { hello: 'I am a router' });
    expect(await codeOf(http.refresh('r', signal))).toBe('relay_unreachable');
  });

  it('says when nobody answers', async () => {
    await relay.stop();
    expect(await codeOf(http.requestPairing('node_1', signal))).toBe('relay_unreachable');
    relay = await FakeRelay.start();
  });

  it('waits no longer than ten seconds', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
    const silent = new RelayHttp(
      'http://relay',
      (_, { signal: limit }) =>
        new Promise((_, reject) => {
          limit?.addEventListener('abort', () => reject(limit.reason as Error));
        }),
    );
    const code = codeOf(silent.requestPairing('node_1', signal));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await code).toBe('relay_unreachable');
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('ends with the reason of the abort', async () => {
    relay.answers.set('/api/pairing/request', 'silence');
    const abort = new AbortController();
    const calling = http.requestPairing('node_1', abort.signal);
    abort.abort(new Error('enough'));
    await expect(calling).rejects.toThrow('enough');
  });
});
