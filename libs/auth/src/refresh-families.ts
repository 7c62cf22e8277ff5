import { OttoError } from '@otto/protocol';
import { ExpirySweep } from './expiry-sweep';
import { isSameIdentity, plainIdentity, subjectKey, type Identity, type Subject } from './identity';
import type { Change, Records } from './records';
import { refreshFamilyExpired, type RefreshFamily } from './refresh-family';
import { familyOf, firstToken, successor, tokenHash } from './refresh-token';
import { judge, rotated } from './rotation';
import { SubjectIndex } from './subject-index';

export interface RefreshFamiliesOptions {
  /** Life of a refresh token; each rotation starts it anew. */
  readonly ttlMs: number;
  /** Secret from which successors are derived. Not in the records: what is stored must not be enough to make a token. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Told when a token was used again and its family was ended for that. */
  readonly onReuse?: (identity: Identity, familyId: string) => void;
  /** Families that one client or node may have; one more ends the one that was used least recently. */
  readonly maxPerSubject?: number;
}

export interface RevokedFamily {
  readonly familyId: string;
  readonly identity: Identity;
}

export interface RotatedFamily extends RevokedFamily {
  readonly refreshToken: string;
}

export interface StartedFamily {
  readonly familyId: string;
  readonly refreshToken: string;
  /** Families that ended for this one. */
  readonly ended: readonly string[];
}

const MAX_PER_SUBJECT = 10_000;

/**
 * The refresh tokens of all sessions. Tokens of one login or pairing form a family in which only the newest is good; the
 * use of an older one means that it was stolen, or its owner robbed, and ends the family.
 */
export class RefreshFamilies {
  readonly #records: Records<RefreshFamily>;
  readonly #options: Required<RefreshFamiliesOptions>;
  readonly #bySubject = new SubjectIndex();
  readonly #expired: ExpirySweep;

  constructor(records: Records<RefreshFamily>, options: RefreshFamiliesOptions) {
    const { ttlMs, secret, clock = Date.now, onReuse = () => undefined, maxPerSubject = MAX_PER_SUBJECT } = options;
    this.#records = records;
    this.#options = { ttlMs, secret, clock, onReuse, maxPerSubject };
    this.#expired = new ExpirySweep(records);
    for (const [familyId, { identity }] of records.entries()) this.#bySubject.touch(subjectKey(identity), familyId);
  }

  /**
   * A new family with its first token. `replace` ends all earlier ones of the same client or node in the same commit. Throws
   * `storage_unavailable`.
   */
  async start(identity: Identity, { replace = false } = {}): Promise<StartedFamily> {
    const now = this.#options.clock();
    const { token, familyId } = firstToken();
    const subject = subjectKey(identity);
    const ended = replace ? this.#familiesOf(subject) : this.#surplusOf(subject);
    const family: RefreshFamily = {
      identity: plainIdentity(identity),
      tokenHash: tokenHash(token),
      startedAt: now,
      expiresAt: now + this.#options.ttlMs,
    };
    this.#bySubject.touch(subject, familyId);
    await this.#commit([{ key: familyId, value: family }], [...ended, ...this.#expired.next(now)]);
    return { familyId, refreshToken: token, ended };
  }

  /**
   * Exchanges a token for its successor. For 10 s after that (the answer may have been lost) the token gives the same
   * successor again. Throws `invalid_refresh_token`, or `storage_unavailable` with the token still good.
   */
  async rotate(token: string): Promise<RotatedFamily> {
    const found = this.#find(token);
    if (found === undefined) throw new OttoError('invalid_refresh_token');
    const { familyId, family } = found;
    const { clock, secret, ttlMs, onReuse } = this.#options;
    const now = clock();
    const next = successor(token, secret);
    const answer = { familyId, identity: family.identity, refreshToken: next };
    switch (judge(family, token, next, now)) {
      case 'current':
        this.#bySubject.touch(subjectKey(family.identity), familyId);
        await this.#records.commit([{ key: familyId, value: rotated(family, next, now, ttlMs) }]);
        return answer;
      case 'answer_lost':
        // The rotation itself may still be on its way to the disk.
        await this.#records.commit([]);
        return answer;
      case 'reused':
        await this.#commit([], [familyId]);
        onReuse(family.identity, familyId);
        throw new OttoError('invalid_refresh_token');
      case 'expired':
        throw new OttoError('invalid_refresh_token');
    }
  }

  /** Ends the family of a token; undefined when it has none that lives. Throws `storage_unavailable`. */
  async revoke(token: string): Promise<RevokedFamily | undefined> {
    const found = this.#find(token);
    if (found === undefined) return undefined;
    await this.#commit([], [found.familyId]);
    return { familyId: found.familyId, identity: found.family.identity };
  }

  /** Ends all families of a client or node; answers which. Throws `storage_unavailable`. */
  async revokeWhere(match: Subject): Promise<string[]> {
    const familyIds = this.#familiesOf(subjectKey(match));
    await this.#commit([], familyIds);
    return familyIds;
  }

  /** Ends the families of clients that do not exist (any more); answers how many. For the start of the relay. */
  async dropOrphans(isKnownClient: (clientId: string) => boolean): Promise<number> {
    const orphans = Array.from(this.#records.entries())
      .filter(([, { identity }]) => identity.role === 'controller' && !isKnownClient(identity.clientId))
      .map(([familyId]) => familyId);
    await this.#commit([], orphans);
    return orphans.length;
  }

  /** Whether a client or node holds any refresh token that is still good. */
  has(subject: Subject): boolean {
    return this.#familiesOf(subjectKey(subject)).some((familyId) => this.isLive(familyId));
  }

  /**
   * Whether a family lives and was started for this very identity, its scopes included. Whoever has got hold of the secret
   * that signs access tokens can so still be nobody but who it is already.
   */
  vouchesFor(familyId: string, identity: Identity): boolean {
    const family = this.#records.get(familyId);
    return family !== undefined && this.isLive(familyId) && isSameIdentity(family.identity, identity);
  }

  /** Whether the access tokens of a family may still be used. */
  isLive(familyId: string): boolean {
    const family = this.#records.get(familyId);
    return family !== undefined && !refreshFamilyExpired(family, this.#options.clock());
  }

  #find(token: string): { familyId: string; family: RefreshFamily } | undefined {
    const familyId = familyOf(token);
    const family = familyId === undefined ? undefined : this.#records.get(familyId);
    return familyId === undefined || family === undefined ? undefined : { familyId, family };
  }

  #familiesOf(subject: string): string[] {
    return [...this.#bySubject.of(subject)].filter((familyId) => this.#records.get(familyId) !== undefined);
  }

  /** The families that have to end before the subject may have one more. */
  #surplusOf(subject: string): string[] {
    const surplus = this.#bySubject.of(subject).size + 1 - this.#options.maxPerSubject;
    return surplus <= 0 ? [] : this.#familiesOf(subject).slice(0, surplus);
  }

  async #commit(started: readonly Change<RefreshFamily>[], ended: readonly string[]): Promise<void> {
    const families = ended.map((familyId) => ({ familyId, family: this.#records.get(familyId) }));
    await this.#records.commit([...started, ...ended.map((key) => ({ key }))]);
    for (const { familyId, family } of families) {
      if (family !== undefined && this.#records.get(familyId) === undefined) {
        this.#bySubject.remove(subjectKey(family.identity), familyId);
      }
    }
  }
}
