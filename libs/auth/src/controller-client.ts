import { CLIENT_ID_PATTERN } from '@otto/protocol';
import { isSecretHash, type SecretHash } from './client-secret';

/** A registered controller identity. */
export interface ControllerClient {
  readonly clientId: string;
  readonly controllerId: string;
  readonly name: string;
  readonly description: string;
  /** Seeds the picture by which popups show the client. */
  readonly avatarSeed: string;
  readonly scopes: readonly string[];
  /** ms since 1970. */
  readonly createdAt: number;
}

/** What a client is registered with. */
export type ControllerMetadata = Pick<ControllerClient, 'name' | 'description'> &
  Partial<Pick<ControllerClient, 'avatarSeed'>>;

/** What is stored of a client. */
export interface ControllerClientRecord extends ControllerClient {
  readonly secretHash: SecretHash;
}

/** Whether a value that was read from a journal is a client. */
export function isControllerClientRecord(value: unknown): value is ControllerClientRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, controllerId, name, description, avatarSeed, scopes, createdAt, secretHash } = value as Record<
    string,
    unknown
  >;
  return (
    typeof clientId === 'string' &&
    CLIENT_ID_PATTERN.test(clientId) &&
    [controllerId, name, description, avatarSeed].every((text) => typeof text === 'string') &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string') &&
    Number.isFinite(createdAt) &&
    isSecretHash(secretHash)
  );
}

/** A client without what only the relay may know. */
export function publicPart({ secretHash: _, ...client }: ControllerClientRecord): ControllerClient {
  return client;
}
