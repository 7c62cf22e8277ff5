import type {
  PairingApproveAnswer,
  PairingRequestAnswer,
  PairingStatusAnswer,
  PendingPairingsAnswer,
} from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import type { HttpAnswer, HttpOptions } from '../../test/http-client';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../../test/relay-under-test';

const AS_OPERATOR = { token: OPERATOR_TOKEN };

let relay: RelayUnderTest;
let now: number;

beforeEach(async () => {
  now = Date.now();
  relay = await startRelay({ OTTO_TRUST_PROXY: '1' }, { clock: () => now });
});
afterEach(() => relay.stop());

async function request(nodeId: string, challengeId?: string): Promise<PairingRequestAnswer> {
  const { body } = await relay.post<PairingRequestAnswer>('/api/pairing/request', { nodeId, challengeId });
  return body;
}

function approve(body: unknown, options: HttpOptions = AS_OPERATOR): Promise<HttpAnswer<PairingApproveAnswer>> {
  return relay.post('/api/pairing/approve', body, options);
}

async function status(challengeId: string): Promise<PairingStatusAnswer> {
  return (await relay.get<PairingStatusAnswer>(`/api/pairing/status?challengeId=${challengeId}`)).body;
}

/** A code of the right form that nobody shows. */
function otherThan(code: string): string {
  return code === '000-000' ? '000-001' : '000-000';
}

describe('POST /api/pairing/request', () => {
  it('answers a challenge with a code that lives five minutes', async () => {
    expect(await relay.post('/api/pairing/request', { nodeId: 'node_a' })).toMatchObject({
      status: 200,
      body: {
        challengeId: expect.stringMatching(/^ch_[\w-]{22,}$/) as string,
        code: expect.stringMatching(/^\d{3}-\d{3}$/) as string,
        nodeId: 'node_a',
        status: 'pending',
        expiresAt: now + 300_000,
      },
    });
  });

  it('answers the same challenge again to its holder, and a new one to anybody else', async () => {
    const first = await request('node_a');
    expect(await request('node_a', first.challengeId)).toEqual(first);
    const other = await request('node_a');
    expect(other.challengeId).not.toBe(first.challengeId);
    expect(other.code).not.toBe(first.code);
    expect((await request('node_b', first.challengeId)).challengeId).not.toBe(first.challengeId);
  });

  it.each([
    [{}, 'nodeId_required'],
    [{ nodeId: 'mine' }, 'invalid_node_id'],
    [{ nodeId: 'node_../../etc' }, 'invalid_node_id'],
    [{ nodeId: 'node_a\n{"level":"error"}' }, 'invalid_node_id'],
    [{ nodeId: { toString: 'node_a' } }, 'invalid_node_id'],
    [{ nodeId: ['node_a'] }, 'invalid_node_id'],
  ])('refuses %j', async (body, code) => {
    expect(errorOf(await relay.post('/api/pairing/request', body))).toEqual([400, code]);
  });

  it('refuses more than a hundred that wait', async () => {
    for (let count = 0; count < 100; count += 1) await request(`node_${count}`);
    expect(errorOf(await relay.post('/api/pairing/request', { nodeId: 'node_x' }))).toEqual([429, 'too_many_pending']);
  });

  it('lets no distant address fill the list', async () => {
    const distant = { headers: { 'x-forwarded-for': '203.0.113.1' } };
    const ask = (): Promise<HttpAnswer<unknown>> => relay.post('/api/pairing/request', { nodeId: 'node_a' }, distant);
    for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
    const refusal = await ask();
    expect(errorOf(refusal)).toEqual([429, 'too_many_attempts']);
    expect(refusal.headers['retry-after']).toBe('300');
    expect((await relay.post('/api/pairing/request', { nodeId: 'node_b' })).status).toBe(200);
  });
});

describe('GET /api/pairing/pending', () => {
  async function pending(options?: HttpOptions): Promise<PendingPairingsAnswer> {
    return (await relay.get<PendingPairingsAnswer>('/api/pairing/pending', options)).body;
  }

  it('shows codes to the operator, and never challenges', async () => {
    const { code, expiresAt } = await request('node_a');
    expect(await pending(AS_OPERATOR)).toEqual({
      pending: [{ nodeId: 'node_a', code, status: 'pending', expiresAt, repairs: false }],
    });
  });

  it('says when approving would end the tokens of a node that is paired already', async () => {
    await relay.pairNode('node_a');
    await request('node_a');
    expect(await pending(AS_OPERATOR)).toMatchObject({ pending: [{ nodeId: 'node_a', repairs: true }] });
  });

  it('shows everybody else how many wait and nothing more', async () => {
    const node = await relay.pairNode();
    const client = await relay.registerClient();
    await request('node_a');
    await request('node_b');
    const counted = { pending: [{ status: 'pending' }, { status: 'pending' }] };
    expect(await pending()).toEqual(counted);
    expect(await pending({ token: client.accessToken })).toEqual(counted);
    expect(await pending({ token: node.accessToken })).toEqual(counted);
  });

  it('shows codes to a controller with the right to approve', async () => {
    await relay.stop();
    relay = await startRelay({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'pairing.approve' });
    const client = await relay.registerClient();
    const { code } = await request('node_a');
    expect(await pending({ token: client.accessToken })).toMatchObject({ pending: [{ nodeId: 'node_a', code }] });
  });

  it('refuses credentials that do not hold, rather than to take their sender for nobody', async () => {
    expect(errorOf(await relay.get('/api/pairing/pending', { token: 'stale' }))).toEqual([401, 'invalid_access_token']);
  });
});

describe('POST /api/pairing/approve', () => {
  it('lets the node in and grants it to the client that the operator names', async () => {
    const client = await relay.registerClient();
    const { code, challengeId } = await request('node_a');
    expect(await approve({ code, clientId: client.clientId })).toMatchObject({
      status: 200,
      body: {
        nodeId: 'node_a',
        clientId: client.clientId,
        controllerId: client.controllerId,
        scopes: client.scopes,
        controllerAccessToken: expect.any(String) as string,
        controllerRefreshToken: expect.any(String) as string,
      },
    });
    const { nodeAccessToken: token } = await status(challengeId);
    const { body } = await relay.get('/api/controller/access', { token });
    expect(body).toMatchObject({ nodeId: 'node_a', clients: [{ clientId: client.clientId, granted: true }] });
  });

  it('answers tokens of a new client, granted nothing, when none is named', async () => {
    const { code, challengeId } = await request('node_a');
    const { body } = await approve({ code });
    expect(body).not.toHaveProperty('clientId');
    const { nodeAccessToken: token } = await status(challengeId);
    const access = await relay.get('/api/controller/access', { token });
    expect(access.body).toMatchObject({ clients: [{ granted: false }] });
    expect((await relay.get('/api/nodes/connected', { token: body.controllerAccessToken })).status).toBe(200);
  });

  it('lets a paired node approve, without letting it speak for the client that it names', async () => {
    const approver = await relay.pairNode('node_old');
    const client = await relay.registerClient();
    const { code, challengeId } = await request('node_new');
    const { status: answered, body } = await approve(
      { code, clientId: client.clientId },
      { token: approver.accessToken },
    );
    expect([answered, body.nodeId, body.clientId]).toEqual([200, 'node_new', client.clientId]);
    expect(body.controllerId).not.toBe(client.controllerId);
    const { nodeAccessToken: token } = await status(challengeId);
    const access = await relay.get<{ clients: unknown[] }>('/api/controller/access', { token });
    expect(access.body.clients).toContainEqual(expect.objectContaining({ clientId: client.clientId, granted: true }));
  });

  it('keeps a grant that the node has narrowed', async () => {
    const client = await relay.registerClient();
    const node = await relay.pairNode('node_a', client);
    await relay.grant(client, node, { sites: ['example.com'] });
    const again = await relay.pairNode('node_a', client);
    const { body } = await relay.get('/api/controller/access', { token: again.accessToken });
    expect(body).toMatchObject({ clients: [{ granted: true, sites: ['example.com'] }] });
  });

  it('ends the earlier tokens of a node that is paired again, and says so', async () => {
    const earlier = await relay.pairNode('node_a');
    const { code } = await request('node_a');
    expect((await approve({ code })).body).toMatchObject({ nodeId: 'node_a', repaired: true });
    const token = earlier.accessToken;
    expect(errorOf(await relay.get('/api/controller/access', { token }))).toEqual([401, 'invalid_access_token']);
    const refresh = await relay.post('/api/auth/refresh', { refreshToken: earlier.refreshToken });
    expect(errorOf(refresh)).toEqual([401, 'invalid_refresh_token']);
  });

  it('takes the first of two approvals', async () => {
    const { code } = await request('node_a');
    const both = await Promise.all([approve({ code }), approve({ code })]);
    expect(both.map(errorOf).sort()).toEqual([
      [200, undefined],
      [409, 'pairing_not_pending'],
    ]);
    expect(errorOf(await approve({ code }))).toEqual([409, 'pairing_not_pending']);
  });

  it.each([[{}], [{ code: '' }], [{ code: 123456 }], [{ code: null }]])('needs a code: %j', async (body) => {
    expect(errorOf(await approve(body))).toEqual([400, 'code_required']);
  });

  it.each(['abc', "' OR 1=1", '123456', '__proto__'])('takes %j for a wrong code', async (code) => {
    await request('node_a');
    expect(errorOf(await approve({ code }))).toEqual([404, 'pairing_not_found']);
  });

  it('does not find a code that has expired', async () => {
    const { code, challengeId } = await request('node_a');
    now += 300_000;
    expect(errorOf(await approve({ code }))).toEqual([404, 'pairing_not_found']);
    expect(await status(challengeId)).toMatchObject({ status: 'expired' });
  });

  it('does not know a client that is not registered', async () => {
    const { code } = await request('node_a');
    expect(errorOf(await approve({ code, clientId: 'clt_nobody' }))).toEqual([404, 'client_not_found']);
    expect((await approve({ code })).status).toBe(200);
  });

  it('refuses nobody and controllers without the right, also for their own pairing', async () => {
    const client = await relay.registerClient();
    const { code } = await request('node_a');
    expect(errorOf(await approve({ code }, {}))).toEqual([401, 'missing_access_token']);
    const own = { code, clientId: client.clientId };
    expect(errorOf(await approve(own, { token: client.accessToken }))).toEqual([403, 'forbidden_role']);
  });

  it('lets a controller with the right pair for itself and for no other client', async () => {
    await relay.stop();
    relay = await startRelay({ OTTO_DEFAULT_CONTROLLER_SCOPES: 'pairing.approve' });
    const [client, other] = [await relay.registerClient(), await relay.registerClient()];
    const { code } = await request('node_a');
    const options = { token: client.accessToken };
    expect(errorOf(await approve({ code, clientId: other.clientId }, options))).toEqual([403, 'forbidden_role']);
    expect((await approve({ code }, options)).body).toMatchObject({
      clientId: client.clientId,
      controllerId: client.controllerId,
    });
  });

  it('stops an identity after ten wrong codes, from however many addresses it guesses', async () => {
    const node = await relay.pairNode();
    const { code } = await request('node_a');
    const guess = (attempt: number, tried: string): Promise<HttpAnswer<PairingApproveAnswer>> =>
      approve({ code: tried }, { token: node.accessToken, headers: { 'x-forwarded-for': `203.0.113.${attempt}` } });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect(errorOf(await guess(attempt, otherThan(code)))).toEqual([404, 'pairing_not_found']);
    }
    const refusal = await guess(10, code);
    expect(errorOf(refusal)).toEqual([429, 'too_many_attempts']);
    expect(refusal.headers['retry-after']).toBe('300');
    now += 300_000;
    const { code: next } = await request('node_a');
    expect((await guess(11, next)).status).toBe(200);
  });
});

describe('GET /api/pairing/status', () => {
  it('gives tokens to the holder of the challenge until the node has used them', async () => {
    const { challengeId, code } = await request('node_a');
    expect(await status(challengeId)).toEqual({
      challengeId,
      nodeId: 'node_a',
      status: 'pending',
      expiresAt: now + 300_000,
    });
    await approve({ code });
    const approved = await status(challengeId);
    expect(approved).toMatchObject({ status: 'approved', nodeAccessToken: expect.any(String) as string });
    expect(await status(challengeId)).toEqual(approved);
    await relay.get('/api/controller/access', { token: approved.nodeAccessToken });
    expect(await status(challengeId)).not.toHaveProperty('nodeAccessToken');
    expect(await status(challengeId)).not.toHaveProperty('nodeRefreshToken');
  });

  it.each([
    ['', 400, 'challengeId_required'],
    ['?challengeId=', 404, 'challenge_not_found'],
    ['?challengeId=ch_AAAAAAAAAAAAAAAAAAAAAA', 404, 'challenge_not_found'],
    ['?challengeId[]=ch_AAAAAAAAAAAAAAAAAAAAAA', 400, 'challengeId_required'],
    ['?challengeId=ch_AAAAAAAAAAAAAAAAAAAAAA&challengeId=x', 404, 'challenge_not_found'],
  ])('refuses %j', async (query, expected, code) => {
    expect(errorOf(await relay.get(`/api/pairing/status${query}`))).toEqual([expected, code]);
  });
});
