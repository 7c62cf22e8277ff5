import { OttoError, type PairingRequestAnswer, type PairingStatusAnswer } from '@otto/protocol';
import { challengeStatus, tokensOf, type Challenge, type NodeTokens } from './challenge';
import { findByCode, newPairingCode } from './pairing-code';
import { randomId } from './random-id';

export interface PairingChallengesOptions {
  /** How long a code can be approved, after that the node can fetch its tokens, and after that it is told of the end. */
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

/** How many challenges are kept in all, as a multiple of `maxPending`. */
const KEPT = 4;

/** Nodes that asked to be paired, and what became of it. In memory: after a restart nodes ask again. */
export class PairingChallenges {
  readonly #options: Required<PairingChallengesOptions>;
  /** By challengeId, oldest first. */
  readonly #challenges = new Map<string, Challenge>();
  /** challengeIds by refresh family, of tokens that were not used yet. */
  readonly #unused = new Map<string, string>();

  constructor({ clock = Date.now, ...options }: PairingChallengesOptions) {
    this.#options = { ...options, clock };
  }

  /**
   * A new challenge for a node, or once more the pending one of which `challengeId` proves to be the holder's. Throws
   * `too_many_pending`.
   */
  request(nodeId: string, challengeId?: string): PairingRequestAnswer {
    const now = this.#sweep();
    const held = challengeId === undefined ? undefined : this.#challenges.get(challengeId);
    if (held?.nodeId === nodeId && challengeStatus(held, now) === 'pending') return requestAnswer(held);
    if (this.#pending(now).length >= this.#options.maxPending) throw new OttoError('too_many_pending');
    const challenge: Challenge = {
      challengeId: randomId('ch_'),
      nodeId,
      code: newPairingCode(new Set(Array.from(this.#challenges.values(), ({ code }) => code))),
      state: 'pending',
      expiresAt: now + this.#options.ttlMs,
    };
    this.#put(challenge);
    return requestAnswer(challenge);
  }

  /** Who waits, with codes: not for everyone's eyes. Never with challengeIds. */
  pending(): PendingChallenge[] {
    return this.#pending(this.#sweep())
      .filter(({ state }) => state === 'pending')
      .map(({ nodeId, code, expiresAt }) => ({ nodeId, code, status: 'pending', expiresAt }));
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
    const now = this.#sweep();
    const challenge = findByCode(this.#challenges.values(), code);
    if (challenge === undefined || challengeStatus(challenge, now) === 'expired') {
      throw new OttoError('pairing_not_found');
    }
    if (challenge.state !== 'pending') throw new OttoError('pairing_not_pending');
    this.#put({ ...challenge, state: 'approving' });
    try {
      const issued = await issue(challenge.nodeId);
      this.#approved(challenge, issued);
      return { nodeId: challenge.nodeId, issued };
    } catch (error) {
      this.#put(challenge);
      throw error;
    }
  }

  /** How a challenge stands, for its holder; with the node's tokens until they were used. Throws `challenge_not_found`. */
  status(challengeId: string): PairingStatusAnswer {
    const now = this.#sweep();
    const challenge = this.#challenges.get(challengeId);
    if (challenge === undefined) throw new OttoError('challenge_not_found');
    const { nodeId, expiresAt } = challenge;
    const tokens = tokensOf(challenge, now);
    return {
      challengeId,
      nodeId,
      status: challengeStatus(challenge, now),
      expiresAt,
      ...(tokens && { nodeAccessToken: tokens.accessToken, nodeRefreshToken: tokens.refreshToken }),
    };
  }

  /** Tells that a token of a refresh family was used: if a challenge still holds that family's tokens, it lets go of them. */
  noteUse(familyId: string): void {
    const challenge = this.#challenges.get(this.#unused.get(familyId) ?? '');
    this.#unused.delete(familyId);
    if (challenge?.state === 'approved') this.#put({ ...challenge, tokens: undefined });
  }

  #approved(challenge: Challenge, { familyId, accessToken, refreshToken }: NodeTokens): void {
    const expiresAt = this.#options.clock() + this.#options.ttlMs;
    const tokens = { familyId, accessToken, refreshToken };
    this.#put({ ...challenge, state: 'approved', tokens, expiresAt });
    this.#unused.set(familyId, challenge.challengeId);
  }

  /** The challenges that a node waits for, with those that are just being approved. */
  #pending(now: number): Challenge[] {
    return [...this.#challenges.values()].filter((challenge) => challengeStatus(challenge, now) === 'pending');
  }

  /** Setting a key again keeps its place in the order. */
  #put(challenge: Challenge): void {
    this.#challenges.set(challenge.challengeId, challenge);
  }

  /** Lets go of tokens that nobody fetched in time, and of challenges that nobody will ask for. Answers the time. */
  #sweep(): number {
    const now = this.#options.clock();
    const { ttlMs, maxPending } = this.#options;
    let surplus = this.#challenges.size - KEPT * maxPending;
    for (const challenge of this.#challenges.values()) {
      const status = challengeStatus(challenge, now);
      if (status === 'expired' && challenge.state === 'approved') this.#dropTokens(challenge.tokens);
      if (status === 'pending' || (surplus <= 0 && now < challenge.expiresAt + ttlMs)) continue;
      if (challenge.state === 'approved') this.#dropTokens(challenge.tokens);
      this.#challenges.delete(challenge.challengeId);
      surplus -= 1;
    }
    return now;
  }

  #dropTokens(tokens: NodeTokens | undefined): void {
    if (tokens !== undefined) this.noteUse(tokens.familyId);
  }
}

function requestAnswer({ challengeId, code, nodeId, expiresAt }: Challenge): PairingRequestAnswer {
  return { challengeId, code, nodeId, status: 'pending', expiresAt };
}
