import { OttoError } from '@otto/protocol';
import { FakeRelay } from '../../test/fake-relay';
import { fetchTransport, type HttpAnswer, type HttpRequest, type HttpTransport } from './http-transport';
import { RelayApi } from './relay-api';

const answering = (status: number, body: unknown, retryAfter?: string): HttpTransport => {
  return async (): Promise<HttpAnswer> => ({
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    header: (name) => (name === 'retry-after' ? retryAfter : undefined),
  });
};
const api = (transport: HttpTransport): RelayApi => new RelayApi({ httpUrl: 'http://relay', transport });

describe('RelayApi', () => {
  it('sends JSON with a bearer token', async () => {
    let sent: HttpRequest | undefined;
    const transport: HttpTransport = (request) => {
      sent = request;
      return answering(200, {})(request);
    };
    await api(transport).post('/api/x', { a: 1 }, { token: 'secret' });
    expect(sent).toMatchObject({
      method: 'POST',
      url: 'http://relay/api/x',
      body: '{"a":1}',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    });
  });

  it('throws the error that the relay named, with its own words', async () => {
    const body = { ...new OttoError('pairing_not_found').toBody(), message: 'No such code.' };
    await expect(api(answering(404, body)).get('/')).rejects.toMatchObject({
      code: 'pairing_not_found',
      message: 'No such code.',
    });
  });

  it('tells how long to wait after too many attempts, in ms', async () => {
    const refused = api(answering(429, new OttoError('too_many_attempts').toBody(), '7')).get('/');
    await expect(refused).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterMs: 7000 } });
  });

  it.each([
    [200, '<html>hello</html>'],
    [404, '<html>not found</html>'],
    [500, '{"statusCode":500}'],
  ])('says relay_unreachable when something else answers (%i %s)', async (status, body) => {
    await expect(api(answering(status, body)).get('/')).rejects.toMatchObject({ code: 'relay_unreachable' });
  });

  it('says relay_unreachable, naming the address, when nothing answers', async () => {
    const relay = await FakeRelay.start();
    const httpUrl = relay.httpUrl;
    await relay.stop();
    await expect(new RelayApi({ httpUrl, transport: fetchTransport }).get('/')).rejects.toMatchObject({
      code: 'relay_unreachable',
      message: `No relay answers at ${httpUrl}.`,
    });
  });

  it('gives up at its deadline', async () => {
    const never: HttpTransport = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const call = new RelayApi({ httpUrl: 'http://relay', transport: never, timeoutMs: 5 }).get('/');
    await expect(call).rejects.toMatchObject({ code: 'relay_unreachable' });
  });

  it("rejects with the caller's reason when the caller aborts", async () => {
    const never: HttpTransport = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    const caller = new AbortController();
    const call = api(never).get('/', { signal: caller.signal });
    caller.abort(new Error('no longer wanted'));
    await expect(call).rejects.toThrow('no longer wanted');
  });

  it('reads a real answer through fetch', async () => {
    const relay = await FakeRelay.start();
    try {
      const real = new RelayApi({ httpUrl: relay.httpUrl, transport: fetchTransport });
      await expect(real.get('/api/nodes/connected')).resolves.toEqual({ nodes: expect.any(Array) });
    } finally {
      await relay.stop();
    }
  });
});
