import { OttoError, type PairingRequestAnswer, type PairingStatusAnswer } from '@otto/protocol';
import { challengeStatus, isGone, type Challenge, type NodeTokens } from './challenge';
import { findByCode, newPairingCode } from './pairing-code';
import { randomId } from './random-id';

export type { NodeTokens } from './challenge';

export interface PairingChallengesOptions {
  /** How long a code can be approved, and after that the node can fetch its tokens. */
  readonly ttlMs: number;
  readonly maxPending: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

export interface PendingChallenge {
  readonly nodeId: string;
  readonly code: string;
  readonly status: 'pending';
  readonly expiresAt: number;
}

/** Challenges that are over stay known for a while, up to this many times `maxPending` of all. */
const KEPT = 4;

/** Nodes that asked to be paired, and what became of it. In memory: a restart makes nodes ask again. */
export class PairingChallenges {
  readonly #options: Required<PairingChallengesOptions>;
  /** By challengeId, oldest first. */
  readonly #challenges = new Map<string, Challenge>();
  /** By refresh family: challenges whose tokens were not used yet. */
  readonly #unused = new Map<string, Challenge>();

  constructor({ clock = Date.now, ...options }: PairingChallengesOptions) {
    this.#options = { ...options, clock };
  }

  /**
   * A new challenge for a node, or once more the pending one of which `challengeId` proves to be the holder's. Throws
   * `too_many_pending`.
   */
  request(nodeId: string, challengeId?: string): PairingRequestAnswer {
    this.#sweep();
    const held = challengeId === undefined ? undefined : this.#challenges.get(challengeId);
    if (held?.nodeId === nodeId && this.#isPending(held)) return requestAnswer(held);
    if (this.#pending().length >= this.#options.maxPending) throw new OttoError('too_many_pending');
    const challenge: Challenge = {
      challengeId: randomId('ch_'),
      nodeId,
      code: newPairingCode(new Set(Array.from(this.#challenges.values(), ({ code }) => code))),
      state: 'pending',
      expiresAt: this.#options.clock() + this.#options.ttlMs,
    };
    this.#challenges.set(challenge.challengeId, challenge);
    return requestAnswer(challenge);
  }

  /** Who waits, with codes: not for everyone's eyes. Never with challengeIds. */
  pending(): PendingChallenge[] {
    this.#sweep();
    return this.#pending().map(({ nodeId, code, expiresAt }) => ({ nodeId, code, status: 'pending', expiresAt }));
  }

  /**
   * Approves the node that shows `code`; the first approval wins. `issue` makes its tokens, and whatever else the approver
   * gets back; when it fails the challenge is pending again. Throws `pairing_not_found`, `pairing_not_pending`, or what
   * `issue` throws.
   */
  async approve<T extends NodeTokens>(
    code: string,
    issue: (nodeId: string) => Promise<T>,
  ): Promise<{ nodeId: string; issued: T }> {
    this.#sweep();
    const challenge = findByCode(this.#challenges.values(), code);
    const status = challenge && challengeStatus(challenge, this.#options.clock());
    if (challenge === undefined || status === 'expired') throw new OttoError('pairing_not_found');
    if (challenge.state !== 'pending') throw new OttoError('pairing_not_pending');
    challenge.state = 'approving';
    try {
      const issued = await issue(challenge.nodeId);
      const { familyId, accessToken, refreshToken } = issued;
      challenge.state = 'approved';
      challenge.tokens = { familyId, accessToken, refreshToken };
      challenge.expiresAt = this.#options.clock() + this.#options.ttlMs;
      this.#unused.set(familyId, challenge);
      return { nodeId: challenge.nodeId, issued };
    } catch (error) {
      challenge.state = 'pending';
      throw error;
    }
  }

  /** How a challenge stands, for its holder; with the node's tokens until they were used. Throws `challenge_not_found`. */
  status(challengeId: string): PairingStatusAnswer {
    this.#sweep();
    const challenge = this.#challenges.get(challengeId);
    if (challenge === undefined) throw new OttoError('challenge_not_found');
    const { nodeId, expiresAt, tokens } = challenge;
    return {
      challengeId,
      nodeId,
      status: challengeStatus(challenge, this.#options.clock()),
      expiresAt,
      ...(tokens && { nodeAccessToken: tokens.accessToken, nodeRefreshToken: tokens.refreshToken }),
    };
  }

  /** Tells that a token of a refresh family was used: if a challenge still held that family's tokens, it lets go of them. */
  noteUse(familyId: string): void {
    const challenge = this.#unused.get(familyId);
    if (challenge === undefined) return;
    challenge.tokens = undefined;
    this.#unused.delete(familyId);
  }

  #pending(): Challenge[] {
    return [...this.#challenges.values()].filter((challenge) => this.#isPending(challenge));
  }

  #isPending(challenge: Challenge): boolean {
    return challenge.state !== 'approved' && challengeStatus(challenge, this.#options.clock()) === 'pending';
  }

  /** Lets go of tokens that nobody fetched in time, and of challenges that nobody will ask for. */
  #sweep(): void {
    const now = this.#options.clock();
    const surplus = this.#challenges.size - KEPT * this.#options.maxPending;
    let index = 0;
    for (const [challengeId, challenge] of this.#challenges) {
      const isOver = challengeStatus(challenge, now) !== 'pending';
      if (challenge.tokens !== undefined && challenge.expiresAt <= now) this.noteUse(challenge.tokens.familyId);
      if (isGone(challenge, now, this.#options.ttlMs) || (isOver && index < surplus)) {
        if (challenge.tokens !== undefined) this.noteUse(challenge.tokens.familyId);
        this.#challenges.delete(challengeId);
      }
      index += 1;
    }
  }
}

function requestAnswer({ challengeId, code, nodeId, expiresAt }: Challenge): PairingRequestAnswer {
  return { challengeId, code, nodeId, status: 'pending', expiresAt };
}
