import type { AccessList } from '../../runtime/access-list';
import { nameOf } from '../access/client-identity';

/** For whom something goes on, in words. */
export function ownerOf(clientId: string | undefined, access: AccessList | undefined): string {
  const client = access?.clients.find((candidate) => candidate.clientId === clientId);
  return client === undefined ? (clientId ?? 'the relay') : nameOf(client);
}
