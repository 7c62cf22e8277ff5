import { LIMITS } from '@otto/protocol';
import { constantTimeEqual } from './constant-time-equal';
import { refreshFamilyExpired, type RefreshFamily } from './refresh-family';
import { tokenHash } from './refresh-token';

/**
 * What it means that a token of a family is presented. `current`: the good one. `answer_lost`: the one before, so shortly
 * after its rotation that the answer may not have arrived. `reused`: any other; it has leaked, or was taken from its owner.
 */
export type Presented = 'current' | 'answer_lost' | 'expired' | 'reused';

/** `next` is the successor of `token`. */
export function judge(family: RefreshFamily, token: string, next: string, now: number): Presented {
  if (refreshFamilyExpired(family, now)) return 'expired';
  const hash = tokenHash(token);
  if (constantTimeEqual(hash, family.tokenHash)) return 'current';
  const { previousHash, rotatedAt = 0 } = family;
  const isPrevious = previousHash !== undefined && constantTimeEqual(hash, previousHash);
  const isRecent = Math.abs(now - rotatedAt) < LIMITS.lostAnswerWindowMs;
  // A relay that got another secret since cannot give the same successor again.
  return isPrevious && isRecent && constantTimeEqual(tokenHash(next), family.tokenHash) ? 'answer_lost' : 'reused';
}

/** The family once `next` is its good token. Each rotation starts its life anew. */
export function rotated(family: RefreshFamily, next: string, now: number, ttlMs: number): RefreshFamily {
  return {
    ...family,
    tokenHash: tokenHash(next),
    previousHash: family.tokenHash,
    rotatedAt: now,
    expiresAt: now + ttlMs,
  };
}
