import { CLIENT_ID_PATTERN, OttoError } from '@otto/protocol';
import { foldName } from './client-name';
import { checkMetadata } from './client-metadata';
import { hashSecret, newClientSecret, secretMatches, unmatchableHash } from './client-secret';
import {
  publicPart,
  type ControllerClient,
  type ControllerClientRecord,
  type ControllerMetadata,
} from './controller-client';
import { randomId } from './random-id';
import type { Records } from './records';
import { WorkGate } from './work-gate';

export interface ControllerClientsOptions {
  /** What a newly registered client may do. */
  readonly defaultScopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  readonly maxClients?: number;
}

export interface RegisteredClient {
  readonly client: ControllerClient;
  /** Told only here. */
  readonly clientSecret: string;
}

const MAX_CLIENTS = 10_000;

/** The registered controller clients: the authority on who exists. */
export class ControllerClients {
  readonly #records: Records<ControllerClientRecord>;
  readonly #options: Required<ControllerClientsOptions>;
  /** By folded name. May name clients that are gone, never too few of those that are there. */
  readonly #byName = new Map<string, string>();
  readonly #hashing = new WorkGate({ running: 2, waiting: 256 });
  readonly #nobody = unmatchableHash();

  constructor(
    records: Records<ControllerClientRecord>,
    { defaultScopes, clock = Date.now, maxClients = MAX_CLIENTS }: ControllerClientsOptions,
  ) {
    this.#records = records;
    this.#options = { defaultScopes, clock, maxClients };
    for (const [clientId, { name }] of records.entries()) this.#byName.set(foldName(name), clientId);
  }

  /**
   * Adds a client. Throws `controller_metadata_required`, `controller_name_conflict` (with the clientId that has the name),
   * `too_many_clients`, `too_many_attempts` or `storage_unavailable`.
   */
  async register(metadata: ControllerMetadata): Promise<RegisteredClient> {
    const { name, description, avatarSeed } = checkMetadata(metadata);
    const folded = foldName(name);
    this.#checkRoom(folded);
    const clientSecret = newClientSecret();
    const secretHash = await this.#hashing.run(() => hashSecret(clientSecret));
    // Others may have registered while this one was hashed.
    this.#checkRoom(folded);
    const clientId = randomId('clt_');
    const record: ControllerClientRecord = {
      clientId,
      controllerId: randomId('ctl_'),
      name,
      description,
      avatarSeed: avatarSeed ?? clientId,
      scopes: this.#options.defaultScopes,
      createdAt: this.#options.clock(),
      secretHash,
    };
    this.#byName.set(folded, clientId);
    await this.#records.commit([{ key: clientId, value: record }]);
    return { client: publicPart(record), clientSecret };
  }

  /**
   * The client that a secret belongs to. An unknown clientId takes the same work. Throws `invalid_client_credentials`, or
   * `too_many_attempts` when too many are being checked.
   */
  async authenticate(clientId: string, clientSecret: string): Promise<ControllerClient> {
    const hash = this.#records.get(clientId)?.secretHash ?? this.#nobody;
    const matches = await this.#hashing.run(() => secretMatches(clientSecret, hash));
    // Read again: the client may have been removed meanwhile.
    const record = this.#records.get(clientId);
    if (!matches || record === undefined) throw new OttoError('invalid_client_credentials');
    return publicPart(record);
  }

  has(clientId: string): boolean {
    return this.#records.get(clientId) !== undefined;
  }

  get(clientId: string): ControllerClient | undefined {
    const record = this.#records.get(clientId);
    return record && publicPart(record);
  }

  list(): ControllerClient[] {
    return Array.from(this.#records.entries(), ([, record]) => publicPart(record));
  }

  /** Removes a client; grants and refresh families of one that is gone are void. Throws `client_not_found`, `storage_unavailable`. */
  async remove(clientId: string): Promise<ControllerClient> {
    const record = this.#records.get(clientId);
    if (record === undefined) throw clientNotFound(clientId);
    await this.#remove([record]);
    return publicPart(record);
  }

  /** Removes all clients in one commit; answers which. Throws `storage_unavailable`. */
  async removeAll(): Promise<ControllerClient[]> {
    const records = Array.from(this.#records.entries(), ([, record]) => record);
    await this.#remove(records);
    return records.map(publicPart);
  }

  async #remove(records: readonly ControllerClientRecord[]): Promise<void> {
    await this.#records.commit(records.map(({ clientId }) => ({ key: clientId })));
    for (const { name, clientId } of records) {
      const folded = foldName(name);
      if (this.#byName.get(folded) === clientId) this.#byName.delete(folded);
    }
  }

  #checkRoom(foldedName: string): void {
    const clientId = this.#byName.get(foldedName);
    if (clientId !== undefined && this.has(clientId)) throw new OttoError('controller_name_conflict', { clientId });
    const { maxClients } = this.#options;
    if (this.#byName.size >= maxClients) throw new OttoError('too_many_clients', { limit: maxClients });
  }
}

/** Repeats the id only when it looks like one: the text of an error may end up in a terminal. */
function clientNotFound(clientId: string): OttoError {
  return new OttoError('client_not_found', { clientId: CLIENT_ID_PATTERN.test(clientId) ? clientId : '?' });
}
