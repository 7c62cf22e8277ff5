import { readIdentity, type Identity } from './identity';

/** What is stored of the refresh tokens that follow from one login or pairing. Hashes are SHA-256, times ms since 1970. */
export interface RefreshFamily {
  readonly identity: Identity;
  /** Of the one token that is good. */
  readonly tokenHash: string;
  /** Of the token that it followed. */
  readonly previousHash?: string;
  readonly rotatedAt?: number;
  readonly startedAt: number;
  readonly expiresAt: number;
}

const HASH_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** Whether a value that was read from a journal is a family. */
export function isRefreshFamily(value: unknown): value is RefreshFamily {
  if (typeof value !== 'object' || value === null) return false;
  const { identity, tokenHash, previousHash, rotatedAt, startedAt, expiresAt } = value as Record<string, unknown>;
  return (
    readIdentity(identity) !== undefined &&
    isHash(tokenHash) &&
    (previousHash === undefined || isHash(previousHash)) &&
    (rotatedAt === undefined || Number.isFinite(rotatedAt)) &&
    Number.isFinite(startedAt) &&
    Number.isFinite(expiresAt)
  );
}

/** For the journal's `isExpired`. */
export function refreshFamilyExpired(family: RefreshFamily, now: number): boolean {
  return family.expiresAt <= now;
}

function isHash(value: unknown): boolean {
  return typeof value === 'string' && HASH_PATTERN.test(value);
}
