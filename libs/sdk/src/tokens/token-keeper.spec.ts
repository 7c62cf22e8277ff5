import { OttoError, type ErrorCode, type TokenPair } from '@otto/protocol';
import type { HttpTransport } from '../http/http-transport';
import { RelayApi } from '../http/relay-api';
import { TokenKeeper, type TokenKeeperOptions } from './token-keeper';

const NOW = 1_800_000_000_000;
const LIFE_S = 900;

let made: number;
let calls: { path: string; body: unknown }[];
let refuse: Record<string, ErrorCode>;
let now: number;

/** An access token that lives from `issuedAt` (ms) on, by the relay's clock. */
function pair(name: string, issuedAt = now): TokenPair {
  const iat = issuedAt / 1000;
  const claims = Buffer.from(JSON.stringify({ iat, exp: iat + LIFE_S, name })).toString('base64url');
  return { accessToken: `h.${claims}.s`, refreshToken: `refresh_${name}` };
}

const transport: HttpTransport = async ({ url, body = '{}' }) => {
  const path = new URL(url).pathname;
  calls.push({ path, body: JSON.parse(body) });
  const code = refuse[path];
  const [status, answer] = code ? [401, new OttoError(code).toBody()] : [200, pair(`made${++made}`)];
  return { status, body: JSON.stringify(answer), header: () => undefined };
};

function keeper(options: Partial<TokenKeeperOptions> = {}): TokenKeeper {
  const api = new RelayApi({ httpUrl: 'http://relay', transport });
  return new TokenKeeper({ api, clock: () => now, ...options });
}

const credentials = { clientId: 'clt_1', clientSecret: 'cs_1' };
const same = async (accessToken: string): Promise<string> => accessToken;
const paths = (): string[] => calls.map(({ path }) => path);

beforeEach(() => {
  made = 0;
  calls = [];
  refuse = {};
  now = NOW;
});

describe('TokenKeeper', () => {
  it('uses the tokens it was given while they are fresh', async () => {
    const tokens = pair('given');
    await expect(keeper({ tokens }).use(same)).resolves.toBe(tokens.accessToken);
    expect(calls).toEqual([]);
  });

  it('logs in when it has credentials and no tokens', async () => {
    await expect(keeper({ credentials }).use(same)).resolves.toBe(pair('made1').accessToken);
    expect(calls).toEqual([{ path: '/api/controller/token', body: credentials }]);
  });

  it('says not_logged_in when it has neither', async () => {
    await expect(keeper().use(same)).rejects.toMatchObject({ code: 'not_logged_in' });
  });

  it('refreshes 30 s before the end, not earlier', async () => {
    const tokens = pair('given');
    const held = keeper({ tokens });
    now += LIFE_S * 1000 - 30_001;
    await expect(held.use(same)).resolves.toBe(tokens.accessToken);
    now += 1;
    await held.use(same);
    expect(calls).toEqual([{ path: '/api/auth/refresh', body: { refreshToken: 'refresh_given' } }]);
  });

  it('counts the life of tokens that it got itself from then on, whatever the clock of the relay says', async () => {
    const held = keeper({ credentials });
    const skewed = pair('made1', NOW - 3_600_000);
    now = NOW;
    made = 0;
    await held.use(same);
    expect(skewed.accessToken).not.toBe(pair('made1').accessToken);
    expect(held.freshForMs).toBe(LIFE_S * 1000 - 30_000);
  });

  it('renews once for any number of requests at the same time', async () => {
    const tokens = pair('given', NOW - LIFE_S * 1000);
    const held = keeper({ tokens });
    const used = await Promise.all([held.use(same), held.use(same), held.use(same)]);
    expect(new Set(used).size).toBe(1);
    expect(calls).toHaveLength(1);
  });

  it('renews a refused token and tries once more', async () => {
    const tokens = pair('given');
    const tried: string[] = [];
    const request = async (accessToken: string): Promise<string> => {
      tried.push(accessToken);
      if (accessToken === tokens.accessToken) throw new OttoError('invalid_access_token');
      return 'done';
    };
    await expect(keeper({ tokens }).use(request)).resolves.toBe('done');
    expect(tried).toEqual([tokens.accessToken, pair('made1').accessToken]);
  });

  it('does not try a third time', async () => {
    const request = jest.fn().mockRejectedValue(new OttoError('invalid_access_token'));
    await expect(keeper({ tokens: pair('given') }).use(request)).rejects.toMatchObject({
      code: 'invalid_access_token',
    });
    expect(request).toHaveBeenCalledTimes(2);
  });

  it('logs in again when the refresh token has ended and it has credentials', async () => {
    refuse = { '/api/auth/refresh': 'invalid_refresh_token' };
    await keeper({ tokens: pair('old', NOW - LIFE_S * 1000), credentials }).use(same);
    expect(paths()).toEqual(['/api/auth/refresh', '/api/controller/token']);
  });

  it('says invalid_refresh_token when it has none', async () => {
    refuse = { '/api/auth/refresh': 'invalid_refresh_token' };
    const held = keeper({ tokens: pair('old', NOW - LIFE_S * 1000) });
    await expect(held.use(same)).rejects.toMatchObject({ code: 'invalid_refresh_token' });
  });

  it('keeps new tokens before it uses them', async () => {
    const order: string[] = [];
    const onTokens = async (): Promise<void> => {
      await Promise.resolve();
      order.push('kept');
    };
    await keeper({ credentials, onTokens }).use(async () => order.push('used'));
    expect(order).toEqual(['kept', 'used']);
  });

  it('takes the tokens that another process has stored, instead of spending its own twice', async () => {
    const stored = pair('theirs');
    const onTokens = jest.fn();
    const held = keeper({ tokens: pair('mine', NOW - LIFE_S * 1000), loadTokens: async () => stored, onTokens });
    await expect(held.use(same)).resolves.toBe(stored.accessToken);
    expect(calls).toEqual([]);
    expect(onTokens).not.toHaveBeenCalled();
  });

  it('refreshes stored tokens that have run out as well', async () => {
    const stored = pair('theirs', NOW - LIFE_S * 1000);
    await keeper({ tokens: pair('mine', NOW - 2 * LIFE_S * 1000), loadTokens: async () => stored }).use(same);
    expect(calls).toEqual([{ path: '/api/auth/refresh', body: { refreshToken: 'refresh_theirs' } }]);
  });

  it('can renew again after a renewal that failed', async () => {
    refuse = { '/api/controller/token': 'too_many_attempts' };
    const held = keeper({ credentials });
    await expect(held.use(same)).rejects.toMatchObject({ code: 'too_many_attempts' });
    refuse = {};
    await expect(held.use(same)).resolves.toBe(pair('made1').accessToken);
  });

  it('says relay_unreachable when something else than a relay answers', async () => {
    const other: HttpTransport = async () => ({ status: 200, body: '{"hello":1}', header: () => undefined });
    const api = new RelayApi({ httpUrl: 'http://other', transport: other });
    await expect(keeper({ api, credentials }).use(same)).rejects.toMatchObject({ code: 'relay_unreachable' });
  });

  it('logs in on demand although its tokens are fresh', async () => {
    await keeper({ tokens: pair('given'), credentials }).login();
    expect(paths()).toEqual(['/api/controller/token']);
  });
});
