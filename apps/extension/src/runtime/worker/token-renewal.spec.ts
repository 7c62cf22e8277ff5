import { TokenRenewal } from './token-renewal';

const RELAY = 'ws://127.0.0.1:8787';
const TOKENS = { accessToken: 'a', refreshToken: 'r' };

describe('TokenRenewal', () => {
  let asked: number;
  let renewal: TokenRenewal;
  beforeEach(() => {
    jest.useFakeTimers();
    asked = 0;
    renewal = new TokenRenewal(() => asked++);
  });
  afterEach(() => {
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('asks once for all who wait at a time', async () => {
    const waiting = [renewal.renew(RELAY), renewal.renew(RELAY)];
    renewal.answered({ type: 'renewed', relayUrl: RELAY, tokens: TOKENS });
    expect(await Promise.all(waiting)).toEqual([TOKENS, TOKENS]);
    expect(asked).toBe(1);
    void renewal.renew(RELAY);
    renewal.answered({ type: 'renewed', relayUrl: RELAY, tokens: TOKENS });
    expect(asked).toBe(2);
  });

  it('hands no relay the tokens of another', async () => {
    const waiting = [renewal.renew(RELAY), renewal.renew('wss://elsewhere.example')];
    renewal.answered({ type: 'renewed', relayUrl: RELAY, tokens: TOKENS });
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { value: TOKENS },
      { reason: { code: 'unauthenticated' } },
    ]);
  });

  it('passes on why there are none', async () => {
    const waiting = renewal.renew(RELAY);
    const error = { code: 'invalid_refresh_token', message: 'Void.', hint: 'Pair again.' };
    renewal.answered({ type: 'not_renewed', error });
    await expect(waiting).rejects.toMatchObject(error);
  });

  it('does not wait for ever', async () => {
    const waiting = expect(renewal.renew(RELAY)).rejects.toMatchObject({ code: 'relay_unreachable' });
    jest.advanceTimersByTime(15_000);
    await waiting;
  });
});
