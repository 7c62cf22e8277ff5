import fc from 'fast-check';
import { fingerprint } from './nonce-fingerprint';
import { NonceSet } from './nonce-set';

describe('NonceSet', () => {
  it('has what was added and nothing else, like a Set of the strings', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 300 }), fc.array(fc.string()), (added, others) => {
        const nonces = new NonceSet();
        for (const nonce of added) nonces.add(fingerprint(nonce));
        const strings = new Set(added);
        expect(nonces.size).toBe(strings.size);
        for (const nonce of [...added, ...others]) expect(nonces.has(fingerprint(nonce))).toBe(strings.has(nonce));
      }),
    );
  });

  it('tells very many nonces apart that differ in one place', () => {
    const nonces = new NonceSet();
    for (let count = 0; count < 100_000; count += 1) nonces.add(fingerprint(`nonce-${count}`));
    expect(nonces.size).toBe(100_000);
    expect(nonces.has(fingerprint('nonce-100000'))).toBe(false);
  });
});
