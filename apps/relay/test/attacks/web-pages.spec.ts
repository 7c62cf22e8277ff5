import { EXTENSION_ORIGIN, PEER_ROLES } from '@otto/protocol';
import { errorOf } from '../error-of';
import { sendHttp } from '../http-client';
import { Peer } from '../peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../relay-under-test';

const FOREIGN = [
  'https://evil.example',
  'http://evil.example:8787',
  'http://localhost:3000',
  'http://127.0.0.1.evil.example',
  'null',
  `chrome-extension://${'a'.repeat(32)}`,
  'file://',
];

let relay: RelayUnderTest;

beforeAll(async () => (relay = await startRelay({ OTTO_TRUST_LOOPBACK: 'true' })));
afterAll(() => relay.stop());

describe('a web page of another origin, on a machine where every local program is the operator', () => {
  it.each(FOREIGN)('of %s opens no socket, in no role', async (origin) => {
    for (const role of PEER_ROLES) {
      const refusal = await Peer.refusal(relay.wsUrl, `/?role=${role}`, { origin });
      expect([role, refusal]).toEqual([role, { status: 403, code: 'origin_not_allowed' }]);
    }
  });

  it.each(FOREIGN)('of %s registers and approves nothing, with or without asking before', async (origin) => {
    const body = { name: `page of ${origin}`.slice(0, 60), description: 'evil' };
    const simple = { origin, 'content-type': 'text/plain' };
    const asking = { origin, 'access-control-request-method': 'POST' };
    for (const path of ['/api/controller/register', '/api/pairing/approve', '/api/controller/remove-all']) {
      expect(errorOf(await relay.post(path, body, { headers: { origin } }))).toEqual([403, 'origin_not_allowed']);
      expect(errorOf(await relay.post(path, body, { headers: simple }))).toEqual([403, 'origin_not_allowed']);
      const preflight = await sendHttp('OPTIONS', relay.url + path, undefined, { headers: asking });
      expect(errorOf(preflight)).toEqual([403, 'origin_not_allowed']);
      expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect(relay.storage.controllerClients.size).toBe(0);
  });

  it('does not become the operator with a request that carries no origin, such as that of a picture', async () => {
    const picture = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } };
    expect((await relay.get('/api/pairing/pending', picture)).body).toEqual({ pending: [] });
    expect(errorOf(await relay.get('/metrics', picture))).toEqual([401, 'missing_access_token']);
    expect((await relay.get('/metrics')).status).toBe(200);
  });

  it('may not put what the relay answers into a frame, a script or its own origin', async () => {
    const { headers } = await relay.get('/api/pairing/pending');
    expect(headers).toMatchObject({
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
    });
  });
});

describe('a web page whose name was made to resolve to this machine (DNS rebinding)', () => {
  const REBOUND = ['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', 'localhost.evil.example'];

  it.each(REBOUND)(
    'as %s reaches neither HTTP nor sockets, though to the browser all is of one origin',
    async (host) => {
      const headers = { host, origin: `http://${host}` };
      for (const role of PEER_ROLES) {
        const refusal = await Peer.refusal(relay.wsUrl, `/?role=${role}`, headers);
        expect([role, refusal]).toEqual([role, { status: 421, code: 'host_not_allowed' }]);
        expect(await Peer.refusal(relay.wsUrl, `/?role=${role}`, { host })).toMatchObject({ status: 421 });
      }
      const options = { token: OPERATOR_TOKEN, headers };
      expect(errorOf(await relay.get('/api/pairing/pending', options))).toEqual([421, 'host_not_allowed']);
      expect(errorOf(await relay.post('/api/controller/remove-all', {}, options))).toEqual([421, 'host_not_allowed']);
    },
  );
});

describe('those who may use the relay from a browser', () => {
  it.each(PEER_ROLES)('open sockets: the shipped extension, and pages of the relay itself, as %s', async (role) => {
    for (const origin of [EXTENSION_ORIGIN, relay.url]) {
      const peer = await Peer.open(relay.wsUrl, role, { headers: { origin } });
      expect((await peer.hello()).messageType).toBe('hello_ack');
      await peer.close();
    }
  });
});
