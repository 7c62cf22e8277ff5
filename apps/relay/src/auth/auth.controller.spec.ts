import type { TokenPair } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import type { HttpAnswer, HttpOptions } from '../../test/http-client';
import { startRelay, type RelayUnderTest, type TestClient } from '../../test/relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;
let now: number;

beforeEach(async () => {
  now = Date.now();
  relay = await startRelay({ OTTO_TRUST_PROXY: '1' }, { clock: () => now });
  client = await relay.registerClient();
});
afterEach(() => relay.stop());

function refresh(refreshToken: unknown, options?: HttpOptions): Promise<HttpAnswer<TokenPair>> {
  return relay.post('/api/auth/refresh', { refreshToken }, options);
}

async function isAccepted(accessToken: string): Promise<boolean> {
  return (await relay.get('/api/nodes/connected', { token: accessToken })).status === 200;
}

describe('POST /api/auth/refresh', () => {
  it('answers a new pair, of which both tokens work', async () => {
    const { status, body } = await refresh(client.refreshToken);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['accessToken', 'refreshToken']);
    expect(await isAccepted(body.accessToken)).toBe(true);
    expect((await refresh(body.refreshToken)).status).toBe(200);
  });

  it('does not mind an access token that has expired beside it', async () => {
    expect((await refresh(client.refreshToken, { token: 'expired' })).status).toBe(200);
  });

  it('gives the same successor again for ten seconds, to a client whose answer was lost', async () => {
    const { body } = await refresh(client.refreshToken);
    now += 9_000;
    expect((await refresh(client.refreshToken)).body.refreshToken).toBe(body.refreshToken);
  });

  it('takes a later second use for theft: the whole family ends, and it is logged', async () => {
    const { body } = await refresh(client.refreshToken);
    now += 11_000;
    expect(errorOf(await refresh(client.refreshToken))).toEqual([401, 'invalid_refresh_token']);
    expect(errorOf(await refresh(body.refreshToken))).toEqual([401, 'invalid_refresh_token']);
    expect(await isAccepted(body.accessToken)).toBe(false);
    const entries = await relay.log.list();
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'refresh_reuse_detected', level: 'warn', clientId: client.clientId }),
    );
  });

  it('refuses what is stored of a token', async () => {
    for (const [familyId, family] of relay.storage.refreshSessions.entries()) {
      expect(errorOf(await refresh(family.tokenHash))).toEqual([401, 'invalid_refresh_token']);
      expect(errorOf(await refresh(familyId))).toEqual([401, 'invalid_refresh_token']);
    }
  });

  it('refuses a token that has outlived its days', async () => {
    now += 30 * 24 * 3_600_000;
    expect(errorOf(await refresh(client.refreshToken))).toEqual([401, 'invalid_refresh_token']);
  });

  it.each(['x', `rt_${'A'.repeat(65)}`, '../refresh-sessions.jsonl', '__proto__'])('refuses %j', async (token) => {
    expect(errorOf(await refresh(token))).toEqual([401, 'invalid_refresh_token']);
  });

  it.each([undefined, '', null, 7, ['a'], { length: 1 }])('needs a token: %j', async (token) => {
    expect(errorOf(await refresh(token))).toEqual([400, 'refreshToken_required']);
  });

  it('stops an address that guesses', async () => {
    const distant = { headers: { 'x-forwarded-for': '203.0.113.1' } };
    for (let guess = 0; guess < 10; guess += 1) await refresh(`rt_${guess}`, distant);
    const refusal = await refresh(client.refreshToken, distant);
    expect(errorOf(refusal)).toEqual([429, 'too_many_attempts']);
    expect(refusal.headers['retry-after']).toBe('300');
    expect((await refresh(client.refreshToken)).status).toBe(200);
  });
});

describe('POST /api/auth/revoke', () => {
  const revoke = (refreshToken: unknown): Promise<HttpAnswer<unknown>> =>
    relay.post('/api/auth/revoke', { refreshToken });

  it('ends the tokens of the family at once, and none the second time', async () => {
    expect(await revoke(client.refreshToken)).toMatchObject({ status: 200, body: { revoked: true } });
    expect(await isAccepted(client.accessToken)).toBe(false);
    expect(errorOf(await refresh(client.refreshToken))).toEqual([401, 'invalid_refresh_token']);
    expect((await revoke(client.refreshToken)).body).toEqual({ revoked: false });
  });

  it('leaves the other sessions of the client alone', async () => {
    const { clientId, clientSecret } = client;
    const { body } = await relay.post<TokenPair>('/api/controller/token', { clientId, clientSecret });
    await revoke(client.refreshToken);
    expect(await isAccepted(body.accessToken)).toBe(true);
  });

  it('needs a token', async () => {
    expect(errorOf(await revoke(undefined))).toEqual([400, 'refreshToken_required']);
  });
});
