import type { PairingStatus } from '@otto/protocol';

/** Tokens of a node, with the refresh family that they belong to. */
export interface NodeTokens {
  readonly familyId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** One request of a node to be paired. */
export interface Challenge {
  readonly challengeId: string;
  readonly nodeId: string;
  readonly code: string;
  /** `approving`: approved, but its tokens are still being made. */
  state: 'pending' | 'approving' | 'approved';
  /** Pending: until when it can be approved. Approved: until when its tokens can be fetched. ms since 1970. */
  expiresAt: number;
  tokens?: NodeTokens;
}

/** How a challenge stands for the node that asks. */
export function challengeStatus({ state, expiresAt }: Challenge, now: number): PairingStatus {
  if (state === 'approving') return 'pending';
  return expiresAt <= now ? 'expired' : state;
}

/** Whether a challenge has been over for so long that nobody will ask for it. */
export function isGone(challenge: Challenge, now: number, keepMs: number): boolean {
  return challenge.state !== 'approving' && challenge.expiresAt + keepMs <= now;
}
