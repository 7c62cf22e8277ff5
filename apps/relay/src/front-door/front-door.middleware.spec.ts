import { EXTENSION_ORIGIN } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import { sendHttp } from '../../test/http-client';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';

const REQUEST = '/api/pairing/request';
const AS_OPERATOR = { token: OPERATOR_TOKEN };

let relay: RelayUnderTest;

beforeAll(async () => (relay = await startRelay()));
afterAll(() => relay.stop());

describe('frontDoorMiddleware', () => {
  it('refuses a rebound name before anything else', async () => {
    const answer = await relay.get('/health/live', { headers: { host: 'evil.example' } });
    expect(errorOf(answer)).toEqual([421, 'host_not_allowed']);
  });

  it.each(['/api/controller/register', '/api/pairing/approve', '/health/live', '/no/such/path'])(
    'refuses a page of another origin at %s, also as the operator',
    async (path) => {
      const options = { ...AS_OPERATOR, headers: { origin: 'https://evil.example' } };
      const answer = await relay.post(path, { name: 'a', description: 'b' }, options);
      expect(errorOf(answer)).toEqual([403, 'origin_not_allowed']);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    },
  );

  it('refuses the simple request that a page can send without asking', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    const answer = await relay.post('/api/controller/register', '{"name":"a","description":"b"}', { headers });
    expect(errorOf(answer)).toEqual([403, 'origin_not_allowed']);
  });

  it('refuses the preflight of another origin', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await sendHttp('OPTIONS', `${relay.url}/api/controller/register`, undefined, { headers });
    expect(errorOf(answer)).toEqual([403, 'origin_not_allowed']);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('answers the preflight of the extension, and lets it read answers and errors', async () => {
    const headers = {
      origin: EXTENSION_ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-private-network': 'true',
    };
    const preflight = await sendHttp('OPTIONS', `${relay.url}${REQUEST}`, undefined, { headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': EXTENSION_ORIGIN,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': expect.stringContaining('Authorization') as string,
      'access-control-allow-private-network': 'true',
      vary: expect.stringContaining('Origin') as string,
    });
    const answer = await relay.post(REQUEST, {}, { headers: { origin: EXTENSION_ORIGIN } });
    expect(errorOf(answer)).toEqual([400, 'nodeId_required']);
    expect(answer.headers['access-control-allow-origin']).toBe(EXTENSION_ORIGIN);
  });
});
