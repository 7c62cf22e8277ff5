import { LIMITS, OttoError } from '@otto/protocol';
import { constantTimeEqual } from './constant-time-equal';
import { subjectKey, type Identity, type Subject } from './identity';
import type { Change, Records } from './records';
import { refreshFamilyExpired, type RefreshFamily } from './refresh-family';
import { familyOf, firstToken, successor, tokenHash } from './refresh-token';
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

export interface StartedFamily {
  readonly familyId: string;
  readonly refreshToken: string;
  /** Families that ended for this one. */
  readonly ended: readonly string[];
}

export interface RotatedFamily {
  readonly familyId: string;
  readonly identity: Identity;
  readonly refreshToken: string;
}

export interface RevokedFamily {
  readonly familyId: string;
  readonly identity: Identity;
}

const MAX_PER_SUBJECT = 10_000;
/** Families that every start looks at for being over: more than it adds, so that the dead stay few. */
const SWEEP = 4;

/**
 * The refresh tokens of all sessions. Tokens of one login or pairing form a family in which only the newest is good; the
 * use of an older one means that it was stolen, or its owner robbed, and ends the family.
 */
export class RefreshFamilies {
  readonly #records: Records<RefreshFamily>;
  readonly #options: Required<Omit<RefreshFamiliesOptions, 'onReuse'>>;
  readonly #onReuse: (identity: Identity, familyId: string) => void;
  readonly #bySubject = new SubjectIndex();
  #sweeping: Iterator<[string, RefreshFamily]> | undefined;

  constructor(
    records: Records<RefreshFamily>,
    {
      onReuse = () => undefined,
      clock = Date.now,
      maxPerSubject = MAX_PER_SUBJECT,
      ...options
    }: RefreshFamiliesOptions,
  ) {
    this.#records = records;
    this.#options = { ...options, clock, maxPerSubject };
    this.#onReuse = onReuse;
    for (const [familyId, { identity }] of records.entries()) this.#bySubject.touch(subjectKey(identity), familyId);
  }

  /**
   * A new family with its first token. `replace` ends all earlier ones of the same client or node in the same commit. Throws
   * `storage_unavailable`.
   */
  async start(identity: Identity, { replace = false } = {}): Promise<StartedFamily> {
    const now = this.#options.clock();
    const { token, familyId } = firstToken();
    const ended = this.#makeRoom(identity, replace);
    const family: RefreshFamily = {
      identity,
      tokenHash: tokenHash(token),
      startedAt: now,
      expiresAt: now + this.#options.ttlMs,
    };
    this.#bySubject.touch(subjectKey(identity), familyId);
    await this.#commit([{ key: familyId, value: family }], [...ended, ...this.#overdue(now)]);
    return { familyId, refreshToken: token, ended };
  }

  /**
   * Exchanges a token for its successor. For 10 s after that (the answer may have been lost) the token gives the same
   * successor again. Throws `invalid_refresh_token`, or `storage_unavailable` with the token still good.
   */
  async rotate(token: string): Promise<RotatedFamily> {
    const { familyId, family } = this.#find(token) ?? refuse();
    const now = this.#options.clock();
    if (refreshFamilyExpired(family, now)) return refuse();
    const hash = tokenHash(token);
    const next = successor(token, this.#options.secret);
    const answer = { familyId, identity: family.identity, refreshToken: next };
    if (constantTimeEqual(hash, family.tokenHash)) {
      this.#bySubject.touch(subjectKey(family.identity), familyId);
      await this.#records.commit([{ key: familyId, value: this.#rotated(family, next, now) }]);
      return answer;
    }
    if (this.#answerMayBeLost(family, hash, next, now)) {
      // The rotation itself may still be on its way to the disk.
      await this.#records.commit([]);
      return answer;
    }
    await this.#commit([], [familyId]);
    this.#onReuse(family.identity, familyId);
    return refuse();
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
    const familyIds = this.#alive(subjectKey(match));
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
    return this.#alive(subjectKey(subject)).some((familyId) => this.isLive(familyId));
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

  #rotated(family: RefreshFamily, next: string, now: number): RefreshFamily {
    return {
      ...family,
      tokenHash: tokenHash(next),
      previousHash: family.tokenHash,
      rotatedAt: now,
      expiresAt: now + this.#options.ttlMs,
    };
  }

  /** Whether this is the token before the current one, shortly after the rotation, and `next` is what it got. */
  #answerMayBeLost(family: RefreshFamily, hash: string, next: string, now: number): boolean {
    const { previousHash, rotatedAt = 0, tokenHash: current } = family;
    const isPrevious = previousHash !== undefined && constantTimeEqual(hash, previousHash);
    const isRecent = Math.abs(now - rotatedAt) < LIMITS.lostAnswerWindowMs;
    return isPrevious && isRecent && constantTimeEqual(tokenHash(next), current);
  }

  #makeRoom(identity: Identity, replace: boolean): string[] {
    const subject = subjectKey(identity);
    if (replace) return this.#alive(subject);
    const surplus = this.#bySubject.of(subject).size + 1 - this.#options.maxPerSubject;
    return surplus <= 0 ? [] : this.#alive(subject).slice(0, surplus);
  }

  #alive(subject: string): string[] {
    return [...this.#bySubject.of(subject)].filter((familyId) => this.#records.get(familyId) !== undefined);
  }

  /** Some families whose time is over: each call looks at the next few of all. */
  #overdue(now: number): string[] {
    const overdue: string[] = [];
    for (let looked = 0; looked < SWEEP; looked += 1) {
      this.#sweeping ??= this.#records.entries()[Symbol.iterator]();
      const { done, value } = this.#sweeping.next();
      if (done === true) this.#sweeping = undefined;
      else if (refreshFamilyExpired(value[1], now)) overdue.push(value[0]);
    }
    return overdue;
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

function refuse(): never {
  throw new OttoError('invalid_refresh_token');
}
