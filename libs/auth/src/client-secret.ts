import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

/** scrypt of a client secret; `salt` and `hash` are base64url. */
export interface SecretHash {
  readonly salt: string;
  readonly hash: string;
  /** CPU and memory cost (a power of two), block size, parallelism. */
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const COST = { N: 16_384, r: 8, p: 1 } as const;
const MAX_COST = 1 << 20;
const HASH_BYTES = 32;
/** Hashing needs 128 * N * r bytes; this is what Node lets it take. */
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;

/** A new client secret: 256 random bits. */
export function newClientSecret(): string {
  return `cs_${randomBytes(32).toString('base64url')}`;
}

export async function hashSecret(secret: string): Promise<SecretHash> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, HASH_BYTES, { ...COST, maxmem: MAX_MEMORY_BYTES });
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url'), ...COST };
}

/** Whether a secret is the hashed one; compared in constant time. */
export async function secretMatches(secret: string, { salt, hash, N, r, p }: SecretHash): Promise<boolean> {
  const options = { N, r, p, maxmem: MAX_MEMORY_BYTES };
  const derived = await derive(secret, Buffer.from(salt, 'base64url'), HASH_BYTES, options);
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
}

/** A hash that no secret has: what the secrets of unknown clients are compared with, so that they take as long. */
export function unmatchableHash(): SecretHash {
  return {
    salt: randomBytes(16).toString('base64url'),
    hash: randomBytes(HASH_BYTES).toString('base64url'),
    ...COST,
  };
}

export function isSecretHash(value: unknown): value is SecretHash {
  if (typeof value !== 'object' || value === null) return false;
  const { salt, hash, N, r, p } = value as Record<string, unknown>;
  return (
    typeof salt === 'string' &&
    typeof hash === 'string' &&
    Buffer.from(hash, 'base64url').length === HASH_BYTES &&
    [N, r, p].every((cost) => Number.isInteger(cost) && Number(cost) > 0 && Number(cost) <= MAX_COST) &&
    Number.isInteger(Math.log2(Number(N))) &&
    N !== 1 &&
    128 * Number(N) * Number(r) * Number(p) < MAX_MEMORY_BYTES
  );
}
