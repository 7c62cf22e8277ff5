import { grantExpired, type Grant, type GrantChange } from './grant';
import { expiryTime } from './expiry-time';
import { GrantIndex } from './grant-index';
import type { Change, Records } from './records';
import { siteHost } from './site-host';

/** Which client may drive which node. */
export class Grants {
  readonly #records: Records<Grant>;
  readonly #clock: () => number;
  readonly #byNode = new GrantIndex();
  readonly #byClient = new GrantIndex();
  readonly #watchers: ((before: Grant) => void)[] = [];

  /** `clock` gives ms since 1970. */
  constructor(records: Records<Grant>, clock: () => number = Date.now) {
    this.#records = records;
    this.#clock = clock;
    for (const [, grant] of records.entries()) this.#index(grant);
  }

  /** Tells of every grant that is taken away or replaced by another, as soon as that is certain. */
  watch(watcher: (before: Grant) => void): void {
    this.#watchers.push(watcher);
  }

  /**
   * Gives a client a node, in place of an earlier grant. Whether both exist is for the caller to know. Throws
   * `invalid_expiresAt`, `clientId_and_grant_required` (a site that is no host name) or `storage_unavailable`.
   */
  async grant({ clientId, nodeId, expiresAt, scopes, sites }: GrantChange): Promise<Grant> {
    const now = this.#clock();
    const grant: Grant = {
      clientId,
      nodeId,
      grantedAt: now,
      ...(expiresAt !== undefined && { expiresAt: expiryTime(expiresAt, now) }),
      ...(scopes && { scopes: [...new Set(scopes)] }),
      ...(sites && { sites: [...new Set(sites.map(siteHost))] }),
    };
    const before = this.#records.get(keyOf(clientId, nodeId));
    this.#index(grant);
    await this.#commit([{ key: keyOf(clientId, nodeId), value: grant }], this.#expiredOf(nodeId, now, clientId));
    if (before !== undefined) this.#tell(before);
    return grant;
  }

  /** Takes a node away from a client; false when the client did not have it. Throws `storage_unavailable`. */
  async revoke(clientId: string, nodeId: string): Promise<boolean> {
    const grant = this.#records.get(keyOf(clientId, nodeId));
    if (grant !== undefined) await this.#commit([], [grant]);
    return grant !== undefined && !grantExpired(grant, this.#clock());
  }

  /** The grant that holds now. Costs one look-up. */
  find(clientId: string, nodeId: string): Grant | undefined {
    const grant = this.#records.get(keyOf(clientId, nodeId));
    return grant === undefined || grantExpired(grant, this.#clock()) ? undefined : grant;
  }

  /** The grants for a node that hold now. */
  forNode(nodeId: string): Grant[] {
    return this.#holding(this.#byNode.of(nodeId));
  }

  /** The grants of a client that hold now. */
  forClient(clientId: string): Grant[] {
    return this.#holding(this.#byClient.of(clientId));
  }

  /** Takes all nodes away from a client; answers how many grants held. Throws `storage_unavailable`. */
  async revokeClient(clientId: string): Promise<number> {
    const held = this.forClient(clientId).length;
    await this.#commit([], this.#existing(this.#byClient.of(clientId)));
    return held;
  }

  /** Drops the grants of clients that do not exist (any more); answers how many. For the start of the relay. */
  async dropOrphans(isKnownClient: (clientId: string) => boolean): Promise<number> {
    const orphans = Array.from(this.#records.entries(), ([, grant]) => grant).filter(
      ({ clientId }) => !isKnownClient(clientId),
    );
    await this.#commit([], orphans);
    return orphans.length;
  }

  #existing(keys: Iterable<string>): Grant[] {
    return Array.from(keys, (key) => this.#records.get(key)).filter((grant) => grant !== undefined);
  }

  #holding(keys: Iterable<string>): Grant[] {
    const now = this.#clock();
    return this.#existing(keys).filter((grant) => !grantExpired(grant, now));
  }

  /** What lies around at a node since its time was over. */
  #expiredOf(nodeId: string, now: number, exceptClientId: string): Grant[] {
    return this.#existing(this.#byNode.of(nodeId)).filter(
      (grant) => grant.clientId !== exceptClientId && grantExpired(grant, now),
    );
  }

  async #commit(given: readonly Change<Grant>[], taken: readonly Grant[]): Promise<void> {
    await this.#records.commit([...given, ...taken.map((grant) => ({ key: keyOf(grant.clientId, grant.nodeId) }))]);
    for (const { clientId, nodeId } of taken) {
      const key = keyOf(clientId, nodeId);
      if (this.#records.get(key) !== undefined) continue;
      this.#byNode.remove(nodeId, key);
      this.#byClient.remove(clientId, key);
    }
    for (const grant of taken) this.#tell(grant);
  }

  #tell(before: Grant): void {
    for (const watcher of this.#watchers) watcher(before);
  }

  #index({ clientId, nodeId }: Grant): void {
    const key = keyOf(clientId, nodeId);
    this.#byNode.add(nodeId, key);
    this.#byClient.add(clientId, key);
  }
}

/** Neither id holds a space. */
function keyOf(clientId: string, nodeId: string): string {
  return `${clientId} ${nodeId}`;
}
