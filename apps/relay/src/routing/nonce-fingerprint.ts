import { randomBytes } from 'node:crypto';

// So that nobody can prepare nonces that fall onto each other.
const SEED = randomBytes(8);
const SEED_LOW = SEED.readUInt32LE(0);
const SEED_HIGH = SEED.readUInt32LE(4);

/** 64 bits that stand for a nonce, as two words of which the high one is never 0. */
export interface NonceFingerprint {
  readonly low: number;
  readonly high: number;
}

/** Two independent multiplicative hashes with a secret of this process, finished by the mixer of MurmurHash3. */
export function fingerprint(text: string): NonceFingerprint {
  let low = SEED_LOW;
  let high = SEED_HIGH;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
  }
  return { low: mix(low ^ text.length), high: mix(high) || 1 };
}

function mix(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
