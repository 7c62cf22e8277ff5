import { readTokenLife } from './access-token';

const token = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('readTokenLife', () => {
  it('reads when a token was made and when it ends, in ms', () => {
    expect(readTokenLife(token({ iat: 100, exp: 1000, name: 'Zoë ~?' }))).toEqual({
      issuedAt: 100_000,
      expiresAt: 1e6,
    });
  });

  it.each(['', 'opaque', 'a.b.c', 'a.!!!.c', token({ exp: 1 }), token([])])('gives nothing for %s', (text) => {
    expect(readTokenLife(text)).toBeUndefined();
  });
});
