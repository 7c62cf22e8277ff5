import type { PairingStatus } from '@otto/protocol';

/** Tokens of a node, with the refresh family that they belong to. */
export interface NodeTokens {
  readonly familyId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface ChallengeBase {
  readonly challengeId: string;
  readonly nodeId: string;
  readonly code: string;
  /** Until when it can be approved; once approved: until when its tokens can be fetched. ms since 1970. */
  readonly expiresAt: number;
}

/** One request of a node to be paired. `approving`: approved, while its tokens are being made. */
export type Challenge = ChallengeBase &
  (
    | { readonly state: 'pending' | 'approving' }
    /** Without tokens when the node has used them. */
    | { readonly state: 'approved'; readonly tokens?: NodeTokens }
  );

/** How a challenge stands for the node that asks. */
export function challengeStatus({ state, expiresAt }: Challenge, now: number): PairingStatus {
  if (state === 'approving') return 'pending';
  return expiresAt <= now ? 'expired' : state;
}

/** The tokens that the node can still fetch. */
export function tokensOf(challenge: Challenge, now: number): NodeTokens | undefined {
  return challengeStatus(challenge, now) === 'approved' && challenge.state === 'approved'
    ? challenge.tokens
    : undefined;
}
