import { hashSecret, isSecretHash, newClientSecret, secretMatches, unmatchableHash } from './client-secret';

describe('client secrets', () => {
  it('match their own hash only', async () => {
    const secret = newClientSecret();
    const hash = await hashSecret(secret);
    expect(await secretMatches(secret, hash)).toBe(true);
    expect(await secretMatches(newClientSecret(), hash)).toBe(false);
    expect(await secretMatches(secret, unmatchableHash())).toBe(false);
  });

  it('are salted: the same one hashes differently each time', async () => {
    const [a, b] = [await hashSecret('cs_same'), await hashSecret('cs_same')];
    expect(a.salt).not.toBe(b.salt);
    expect(a.hash).not.toBe(b.hash);
  });
});

describe('isSecretHash', () => {
  const good = { salt: 'c2FsdA', hash: Buffer.alloc(32).toString('base64url'), N: 16384, r: 8, p: 1 };

  it('takes what hashSecret makes', async () => {
    expect(isSecretHash(good)).toBe(true);
    expect(isSecretHash(JSON.parse(JSON.stringify(await hashSecret('cs_x'))))).toBe(true);
  });

  it.each([
    ['a short hash', { hash: 'AAAA' }],
    ['no salt', { salt: undefined }],
    ['a cost that is no power of two', { N: 16383 }],
    ['no cost', { N: 1 }],
    ['a cost that would take all memory', { N: 2 ** 20 }],
    ['a negative cost', { r: -8 }],
  ])('refuses %s', (_, change) => {
    expect(isSecretHash({ ...good, ...change })).toBe(false);
  });

  it.each([null, undefined, 'text', 1])('refuses %p', (value) => {
    expect(isSecretHash(value)).toBe(false);
  });
});
