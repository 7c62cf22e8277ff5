import { TokenKeeper } from './token-keeper';

const MINUTE = 60_000;
const jwt = (iat: number, exp: number): string =>
  `x.${Buffer.from(JSON.stringify({ iat: iat / 1000, exp: exp / 1000 })).toString('base64url')}.x`;
const pair = (accessToken: string) => ({ accessToken, refreshToken: 'r' });

describe('TokenKeeper', () => {
  const stored: unknown[] = [];
  const keeper = (tokens: Parameters<TokenKeeper['replace']>[0] | undefined, now = 0) =>
    new TokenKeeper(
      tokens,
      (changed) => stored.push(changed),
      () => now,
    );

  beforeEach(() => stored.splice(0));

  it('renews when four fifths of the life of the access token are over', () => {
    expect(keeper(pair(jwt(0, 15 * MINUTE)), MINUTE).renewInMs).toBe(11 * MINUTE);
  });

  it('renews at once when that moment has passed', () => {
    expect(keeper(pair(jwt(0, 15 * MINUTE)), 14 * MINUTE).renewInMs).toBe(0);
  });

  it('counts the life of a fresh token from its arrival, whatever the clock of the relay says', () => {
    const tokens = keeper(undefined, 500 * MINUTE);
    tokens.replace(pair(jwt(0, 15 * MINUTE)));
    expect(tokens.renewInMs).toBe(12 * MINUTE);
  });

  it('renews a token that it cannot read after eight minutes', () => {
    const tokens = keeper(undefined);
    tokens.replace(pair('opaque'));
    expect(tokens.renewInMs).toBe(8 * MINUTE);
  });

  it('hands every change on to be stored', () => {
    const tokens = keeper(undefined);
    tokens.replace(pair('a'));
    tokens.clear();
    expect(stored).toEqual([pair('a'), undefined]);
    expect(tokens.current).toBeUndefined();
  });
});
