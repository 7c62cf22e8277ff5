import { createHmac } from 'node:crypto';
import { sign, type SignOptions } from 'jsonwebtoken';
import { errorOf } from '../../test/error-of';
import type { HttpOptions } from '../../test/http-client';
import {
  OPERATOR_TOKEN,
  startRelay,
  TOKEN_SECRET,
  type RelayUnderTest,
  type TestClient,
} from '../../test/relay-under-test';

const OPERATORS_ONLY = '/api/controller/remove-all';

let relay: RelayUnderTest;
let client: TestClient;

async function start(env?: Record<string, string>): Promise<void> {
  relay = await startRelay(env);
  client = await relay.registerClient();
}

afterEach(() => relay.stop());

function connected(token: string): Promise<[number, string | undefined]> {
  return relay.get('/api/nodes/connected', { token }).then(errorOf);
}

describe('an access token', () => {
  const INVALID = [401, 'invalid_access_token'];
  let claims: Record<string, unknown>;

  beforeEach(async () => {
    await start();
    claims = JSON.parse(Buffer.from(client.accessToken.split('.')[1] ?? '', 'base64url').toString()) as typeof claims;
  });

  function forge(changes: Record<string, unknown>, secret = TOKEN_SECRET, options: SignOptions = {}): string {
    const changed = Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined);
    return sign(Object.fromEntries(changed), secret, { algorithm: 'HS256', ...options });
  }

  it('holds as it was issued', async () => {
    expect(await connected(client.accessToken)).toEqual([200, undefined]);
    expect(await connected(forge({}))).toEqual([200, undefined]);
  });

  it('does not hold unsigned', async () => {
    const [, payload = ''] = client.accessToken.split('.');
    const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    for (const token of [`${header}.${payload}.`, `${header}.${payload}`]) {
      expect(await connected(token)).toEqual(INVALID);
    }
  });

  it('does not hold when it is signed in another way or with another secret', async () => {
    expect(await connected(forge({}, TOKEN_SECRET, { algorithm: 'HS512' }))).toEqual(INVALID);
    expect(await connected(forge({}, 'another-secret-of-at-least-32-bytes'))).toEqual(INVALID);
    const [header = '', payload = ''] = client.accessToken.split('.');
    const empty = createHmac('sha256', '').update(`${header}.${payload}`).digest('base64url');
    expect(await connected(`${header}.${payload}.${empty}`)).toEqual(INVALID);
  });

  it.each([
    ['of another issuer', { iss: 'somebody' }],
    ['for another audience', { aud: 'others' }],
    ['for several audiences', { aud: ['otto-clients', 'others'] }],
    ['of no role', { role: undefined }],
    ['of a role that there is not', { role: 'operator' }],
    ['of a node, made from that of a controller', { role: 'node' }],
    ['of a client that does not exist', { clientId: 'clt_nobody' }],
    ['of no client', { clientId: undefined }],
    ['that is over', { exp: 1 }],
    ['without an end', { exp: undefined }],
    ['from the future', { iat: 4_102_444_800 }],
    ['of no family', { jti: undefined }],
    ['of a family that does not exist', { jti: 'rf_nothing.x' }],
    ['whose scopes are no list', { scopes: '*' }],
  ])('does not hold %s, even with the right signature', async (_, changes) => {
    expect(await connected(forge(changes))).toEqual(INVALID);
  });

  it.each(['', 'x', 'a.b.c', 'Bearer', '..', 'x'.repeat(10_000)])('does not hold as %j', async (token) => {
    expect(await connected(token)).toEqual(INVALID);
  });

  it('does not make a node a controller, nor a controller a node', async () => {
    const node = await relay.pairNode();
    expect(await connected(node.accessToken)).toEqual([403, 'forbidden_role']);
    const asNode = await relay.get('/api/controller/access', { token: client.accessToken });
    expect(errorOf(asNode)).toEqual([403, 'forbidden_role']);
  });
});

describe('the secret of tokens', () => {
  it('can be changed without logging anybody out', async () => {
    await start();
    const { logDir } = relay;
    await relay.relay.close();
    const changed = {
      OTTO_TOKEN_SECRET: 'the-next-secret-of-at-least-32-bytes',
      OTTO_TOKEN_PREVIOUS_SECRET: TOKEN_SECRET,
    };
    const next = await startRelay(changed, { logDir });
    expect((await next.get('/api/nodes/connected', { token: client.accessToken })).status).toBe(200);
    await next.relay.close();
    relay = await startRelay();
  });
});

describe('the operator', () => {
  const removeAll = (options?: HttpOptions): Promise<[number, string | undefined]> =>
    relay.post(OPERATORS_ONLY, {}, options).then(errorOf);

  it('is known by the operator token', async () => {
    await start();
    expect(await removeAll({ token: OPERATOR_TOKEN })).toEqual([200, undefined]);
    expect(await removeAll({ token: `${OPERATOR_TOKEN}x` })).toEqual([401, 'invalid_access_token']);
    expect(await removeAll()).toEqual([401, 'missing_access_token']);
  });

  it('is not whoever is on this machine, unless OTTO_TRUST_LOOPBACK says so', async () => {
    await start({ OTTO_TRUST_LOOPBACK: 'true' });
    expect(await removeAll()).toEqual([200, undefined]);
  });

  it.each([
    ['a proxy stands in between', { 'x-forwarded-for': '127.0.0.1' }],
    ['a browser sends it for a page', { origin: 'http://allowed.example' }],
    ['a browser sends it', { 'sec-fetch-site': 'cross-site' }],
    ['other credentials come with it', { authorization: 'Bearer wrong' }],
  ])('is not on this machine when %s', async (_, headers) => {
    await start({ OTTO_TRUST_LOOPBACK: 'true', OTTO_ALLOWED_ORIGINS: 'http://allowed.example' });
    expect((await removeAll({ headers }))[0]).toBe(401);
  });
});
