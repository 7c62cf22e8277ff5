import type { ReactNode } from 'react';
import type { ClientAccess } from '../../runtime/access-list';
import { plainText } from '../plain-text';
import { ClientPicture } from './client-picture';

const MAX_NAME_CHARS = 64;

/** A client's name for itself. Never without its id beside it, which the relay has given it: a name proves nothing. */
export function nameOf({ name, clientId }: Pick<ClientAccess, 'name' | 'clientId'>): string {
  return plainText(name, MAX_NAME_CHARS) || clientId;
}

/** Who a client is. */
export function ClientIdentity({ client, id }: { client: ClientAccess; id: string }): ReactNode {
  const { clientId, avatarSeed } = client;
  return (
    <div className="client">
      <ClientPicture seed={`${clientId} ${avatarSeed}`} />
      <div className="shrink">
        <h3 id={id} className="client-name">
          <bdi>{nameOf(client)}</bdi>
        </h3>
        <p className="client-id" title="The id that the relay gave this program">
          {clientId}
        </p>
      </div>
    </div>
  );
}
