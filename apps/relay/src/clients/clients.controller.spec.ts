import type { ControllerRegisterAnswer, ControllerTokenAnswer } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import type { HttpAnswer, HttpOptions } from '../../test/http-client';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';

const AS_OPERATOR = { token: OPERATOR_TOKEN };
const DISTANT = { 'x-forwarded-for': '203.0.113.1' };
const REGISTRATION_SECRET = 'registration-secret-of-a-spec';

let relay: RelayUnderTest;
let now: number;

async function start(env: Record<string, string> = {}): Promise<void> {
  now = Date.now();
  relay = await startRelay({ OTTO_TRUST_PROXY: '1', ...env }, { clock: () => now });
}

beforeEach(() => start());
afterEach(() => relay.stop());

function register(body: unknown, options?: HttpOptions): Promise<HttpAnswer<ControllerRegisterAnswer>> {
  return relay.post('/api/controller/register', body, options);
}

describe('POST /api/controller/register', () => {
  it('answers the client and, only here, its secret', async () => {
    expect(await register({ name: 'My agent', description: 'reads mail', avatarSeed: 'fox' })).toMatchObject({
      status: 200,
      body: {
        clientId: expect.stringMatching(/^clt_/) as string,
        name: 'My agent',
        description: 'reads mail',
        avatarSeed: 'fox',
        clientSecret: expect.stringMatching(/^cs_[\w-]{32,}$/) as string,
        createdAt: now,
      },
    });
  });

  it('takes the client id as seed of the picture when none is given', async () => {
    const { body } = await register({ name: 'a', description: 'b' });
    expect(body.avatarSeed).toBe(body.clientId);
  });

  it.each([
    [{}],
    [{ name: 'a' }],
    [{ name: '', description: 'b' }],
    [{ name: ' ', description: 'b' }],
    [{ name: 'a\n[error] forged', description: 'b' }],
    [{ name: 'a\u001b[2J', description: 'b' }],
    [{ name: 'x'.repeat(65), description: 'b' }],
    [{ name: 'a', description: { $ne: null } }],
    [{ name: 'a', description: 'b', avatarSeed: 7 }],
  ])('refuses %j', async (body) => {
    expect(errorOf(await register(body))).toEqual([400, 'controller_metadata_required']);
  });

  it('refuses a name that differs only in case and white space, and tells whose it is', async () => {
    const { body } = await register({ name: 'My Agent', description: 'first' });
    const conflict = await register({ name: '  my\u00a0 AGENT', description: 'second' });
    expect(errorOf(conflict)).toEqual([409, 'controller_name_conflict']);
    expect(conflict.body).toMatchObject({ clientId: body.clientId });
  });

  it('refuses everybody who is not on this machine', async () => {
    const body = { name: 'a', description: 'b' };
    expect(errorOf(await register(body, { headers: DISTANT }))).toEqual([403, 'registration_forbidden']);
    const guessing = { headers: { ...DISTANT, 'x-otto-registration-secret': REGISTRATION_SECRET } };
    expect(errorOf(await register(body, guessing))).toEqual([403, 'registration_forbidden']);
  });

  it('takes a loopback socket behind a proxy for somebody else', async () => {
    await relay.stop();
    await start({ OTTO_TRUST_PROXY: '' });
    const spoofed = { headers: { 'x-forwarded-for': '127.0.0.1' } };
    expect(errorOf(await register({ name: 'a', description: 'b' }, spoofed))).toEqual([403, 'registration_forbidden']);
  });

  it('with remote registration on, lets in who knows the registration secret, and few guesses', async () => {
    await relay.stop();
    await start({
      OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
      OTTO_CONTROLLER_REGISTRATION_SECRET: REGISTRATION_SECRET,
    });
    const from = (secret: string): HttpOptions => ({ headers: { ...DISTANT, 'x-otto-registration-secret': secret } });
    const body = { name: 'a', description: 'b' };
    expect((await register(body, from(REGISTRATION_SECRET))).status).toBe(200);
    expect(errorOf(await register(body, { headers: DISTANT }))).toEqual([403, 'registration_forbidden']);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(errorOf(await register(body, from('wrong')))).toEqual([403, 'registration_forbidden']);
    }
    expect(errorOf(await register(body, from(REGISTRATION_SECRET)))).toEqual([429, 'too_many_attempts']);
  });

  it('ends a flood of registrations from one address', async () => {
    // Names that conflict take no hashing, so the flood is quick; they count all the same.
    await register({ name: 'a', description: 'b' });
    const flood = Array.from({ length: 299 }, () => register({ name: 'a', description: 'b' }));
    expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([409]));
    const refusal = await register({ name: 'c', description: 'd' });
    expect(errorOf(refusal)).toEqual([429, 'too_many_attempts']);
    expect(refusal.headers['retry-after']).toBe('300');
  });
});

describe('POST /api/controller/token', () => {
  function token(body: unknown, options?: HttpOptions): Promise<HttpAnswer<ControllerTokenAnswer>> {
    return relay.post('/api/controller/token', body, options);
  }

  it('exchanges the secret for a token pair with the scopes of the client', async () => {
    const { clientId, clientSecret } = (await register({ name: 'a', description: 'b' })).body;
    const { status, body } = await token({ clientId, clientSecret });
    expect(status).toBe(200);
    expect(body).toEqual({
      clientId,
      controllerId: expect.stringMatching(/^ctl_/) as string,
      scopes: expect.arrayContaining(['logs.read', 'nodes.discover']) as string[],
      accessToken: expect.any(String) as string,
      refreshToken: expect.any(String) as string,
    });
    expect((await relay.get('/api/nodes/connected', { token: body.accessToken })).status).toBe(200);
  });

  it.each([[{}], [{ clientId: 'clt_a' }], [{ clientSecret: 'cs_a' }], [{ clientId: 'clt_a', clientSecret: 7 }]])(
    'needs both: %j',
    async (body) => {
      expect(errorOf(await token(body))).toEqual([400, 'client_credentials_required']);
    },
  );

  it('refuses a wrong secret and an unknown client alike', async () => {
    const { clientId } = await relay.registerClient();
    const wrong = await token({ clientId, clientSecret: 'cs_wrong' });
    const unknown = await token({ clientId: 'clt_nobody', clientSecret: 'cs_wrong' });
    expect(errorOf(wrong)).toEqual([401, 'invalid_client_credentials']);
    expect(unknown.body).toEqual(wrong.body);
  });

  it('stops guesses at one client from many addresses, also when they come at once', async () => {
    const { clientId, clientSecret } = await relay.registerClient();
    const from = (host: number): HttpOptions => ({ headers: { 'x-forwarded-for': `203.0.113.${host}` } });
    const guesses = Array.from({ length: 15 }, (_, host) => token({ clientId, clientSecret: 'cs_x' }, from(host)));
    const answers = (await Promise.all(guesses)).map(errorOf);
    expect(answers.filter(([status]) => status === 401)).toHaveLength(10);
    expect(answers.filter(([status]) => status === 429)).toHaveLength(5);
    const refusal = await token({ clientId, clientSecret }, from(100));
    expect(errorOf(refusal)).toEqual([429, 'too_many_attempts']);
    expect(refusal.headers['retry-after']).toBe('300');
  });

  it('stops guesses at many clients from one address', async () => {
    const options = { headers: DISTANT };
    for (let guess = 0; guess < 10; guess += 1)
      await token({ clientId: `clt_${guess}`, clientSecret: 'cs_x' }, options);
    const next = { clientId: 'clt_x', clientSecret: 'cs_x' };
    expect(errorOf(await token(next, options))).toEqual([429, 'too_many_attempts']);
    expect(errorOf(await token(next))).toEqual([401, 'invalid_client_credentials']);
  });
});

describe('POST /api/controller/remove', () => {
  it('ends the client, its grants and its tokens at once', async () => {
    const client = await relay.registerClient();
    const node = await relay.pairNode('node_a', client);
    const { clientId, clientSecret, accessToken, refreshToken } = client;
    const removal = await relay.post('/api/controller/remove', { clientId }, AS_OPERATOR);
    expect(removal).toMatchObject({
      status: 200,
      // Two families: that of the login, and that of the approval.
      body: { ok: true, clientId, revokedAt: now, aclRevokedCount: 1, refreshRevokedCount: 2, disconnectedSessions: 0 },
    });
    expect(errorOf(await relay.get('/api/nodes/connected', { token: accessToken }))).toEqual([
      401,
      'invalid_access_token',
    ]);
    expect(errorOf(await relay.post('/api/auth/refresh', { refreshToken }))).toEqual([401, 'invalid_refresh_token']);
    expect(errorOf(await relay.post('/api/controller/token', { clientId, clientSecret }))).toEqual([
      401,
      'invalid_client_credentials',
    ]);
    const access = await relay.get('/api/controller/access', { token: node.accessToken });
    expect(access.body).not.toMatchObject({ clients: [{ clientId }] });
  });

  it('lets a controller remove itself and nobody else', async () => {
    const [client, other] = [await relay.registerClient(), await relay.registerClient()];
    const options = { token: client.accessToken };
    const remove = (clientId: string): Promise<HttpAnswer<unknown>> =>
      relay.post('/api/controller/remove', { clientId }, options);
    expect(errorOf(await remove(other.clientId))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await remove('clt_nobody'))).toEqual([403, 'forbidden_role']);
    expect((await remove(client.clientId)).status).toBe(200);
  });

  it.each([
    [{}, 400, 'clientId_required'],
    [{ clientId: 7 }, 400, 'clientId_required'],
    [{ clientId: 'clt_nobody' }, 404, 'client_not_found'],
    [{ clientId: '__proto__' }, 404, 'client_not_found'],
  ])('refuses %j', async (body, status, code) => {
    expect(errorOf(await relay.post('/api/controller/remove', body, AS_OPERATOR))).toEqual([status, code]);
  });

  it('refuses nobody and nodes', async () => {
    const { clientId } = await relay.registerClient();
    const node = await relay.pairNode();
    expect(errorOf(await relay.post('/api/controller/remove', { clientId }))).toEqual([401, 'missing_access_token']);
    const asNode = { token: node.accessToken };
    expect(errorOf(await relay.post('/api/controller/remove', { clientId }, asNode))).toEqual([403, 'forbidden_role']);
  });
});

describe('POST /api/controller/remove-all', () => {
  it('removes every client, and none when asked again', async () => {
    const clients = [await relay.registerClient(), await relay.registerClient()];
    await relay.pairNode('node_a', clients[0]);
    expect(await relay.post('/api/controller/remove-all', {}, AS_OPERATOR)).toMatchObject({
      status: 200,
      body: {
        ok: true,
        removedClientIds: clients.map(({ clientId }) => clientId),
        removedCount: 2,
        aclRevokedCount: 1,
        refreshRevokedCount: 3,
        disconnectedSessions: 0,
      },
    });
    expect((await relay.post('/api/controller/remove-all', undefined, AS_OPERATOR)).body).toMatchObject({
      removedClientIds: [],
      removedCount: 0,
    });
  });

  it('refuses a controller without controller.admin', async () => {
    const { accessToken: token } = await relay.registerClient();
    expect(errorOf(await relay.post('/api/controller/remove-all', {}, { token }))).toEqual([403, 'forbidden_role']);
  });

  it('lets a controller with controller.admin do it', async () => {
    await relay.stop();
    await start({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'controller.admin' });
    const { accessToken: token } = await relay.registerClient();
    expect((await relay.post('/api/controller/remove-all', {}, { token })).body).toMatchObject({ removedCount: 1 });
  });
});
