import { errorOf } from '../../test/error-of';
import { forge, FORGERIES } from '../../test/forgeries';
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

  beforeEach(() => start());

  it('holds as it was issued', async () => {
    expect(await connected(client.accessToken)).toEqual([200, undefined]);
    expect(await connected(forge(client.accessToken))).toEqual([200, undefined]);
  });

  it.each(FORGERIES)('does not hold %s', async (_, forged) => {
    expect(await connected(forged(client.accessToken))).toEqual(INVALID);
  });

  it.each([
    ['nothing', ''],
    ['one letter', 'x'],
    ['three empty words', 'a.b.c'],
    ['the word before it', 'Bearer'],
    ['dots', '..'],
    ['ten thousand letters', 'x'.repeat(10_000)],
  ])('does not hold as %s', async (_, token) => {
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
