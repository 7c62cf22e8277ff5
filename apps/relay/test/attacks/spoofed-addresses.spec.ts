import { LIMITS } from '@otto/protocol';
import { errorOf } from '../error-of';
import { Peer } from '../peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from '../relay-under-test';

const FORWARDING = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip'];

let relay: RelayUnderTest;

beforeEach(async () => (relay = await startRelay()));
afterEach(() => relay.stop());

/** Headers that claim another address every time. */
function claiming(index: number): Record<string, string> {
  const address = `203.0.113.${index}`;
  return Object.fromEntries(FORWARDING.map((name) => [name, name === 'forwarded' ? `for=${address}` : address]));
}

describe('without OTTO_TRUST_PROXY, an address that a caller claims', () => {
  it('does not get it more guesses', async () => {
    const guess = (index: number): Promise<[number, string | undefined]> =>
      relay.post('/api/auth/refresh', { refreshToken: 'guessed' }, { headers: claiming(index) }).then(errorOf);
    for (let index = 0; index < LIMITS.wrongCodes.count; index += 1) {
      expect(await guess(index)).toEqual([401, 'invalid_refresh_token']);
    }
    expect(await guess(99)).toEqual([429, 'too_many_attempts']);
  });

  it('does not get it more sockets that say nothing', async () => {
    for (let index = 0; index < LIMITS.unauthenticatedSocketsPerAddress; index += 1) {
      await Peer.open(relay.wsUrl, 'controller', { headers: claiming(index) });
    }
    const next = await Peer.refusal(relay.wsUrl, '/?role=controller', claiming(99));
    expect(next).toEqual({ status: 429, code: 'too_many_connections' });
  });

  it('is not the one that is written down', async () => {
    await relay.post('/api/auth/refresh', { refreshToken: 'guessed' }, { headers: claiming(7) });
    await relay.post('/api/pairing/request', { nodeId: 'node_a' }, { headers: claiming(7) });
    const addresses = (await relay.log.list())
      .filter(({ type }) => type === 'wrong_guess' || type === 'pairing_requested')
      .map(({ data }) => (data as { address: string }).address);
    expect(addresses).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])(
    'of this machine (%s) makes nobody local: it shows that somebody stands in between',
    async (name) => {
      const headers = { [name]: name === 'forwarded' ? 'for=127.0.0.1' : '127.0.0.1' };
      const answer = await relay.post('/api/controller/register', { name: 'a', description: 'b' }, { headers });
      expect(errorOf(answer)).toEqual([403, 'registration_forbidden']);
    },
  );

  it('does not change under which name it reached the relay', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'localhost', 'x-forwarded-proto': 'http' };
    const options = { token: OPERATOR_TOKEN, headers };
    expect(errorOf(await relay.get('/api/pairing/pending', options))).toEqual([421, 'host_not_allowed']);
    const own = { origin: 'https://localhost', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'localhost' };
    expect(errorOf(await relay.get('/api/pairing/pending', { headers: own }))).toEqual([403, 'origin_not_allowed']);
  });
});
