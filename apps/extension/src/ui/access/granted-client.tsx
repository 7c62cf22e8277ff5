import { useId, type ReactNode } from 'react';
import type { ClientAccess } from '../../runtime/access-list';
import { ErrorNote } from '../error-note';
import { useRequest } from '../use-request';
import { ClientIdentity, nameOf } from './client-identity';
import { endInWords, limitsInWords } from './terms';

const SINCE = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

interface GrantedClientProps {
  client: ClientAccess;
  now: number;
  onRevoked: (said: string) => void;
}

/** A client that has this browser: since when, until when, how far, and the way to end it. */
export function GrantedClient({ client, now, onRevoked }: GrantedClientProps): ReactNode {
  const { send, isBusy, error } = useRequest();
  const id = useId();
  const { clientId, grantedAt, expiresAt } = client;
  const revoke = (): void => {
    const said = `${nameOf(client)} may not use this browser any more`;
    void send({ ui: 'decideAccess', clientId, grant: false }).then((isDone) => isDone && onRevoked(said));
  };
  return (
    <li className="grant" aria-labelledby={id}>
      <div className="row">
        <ClientIdentity client={client} id={id} />
        <button
          type="button"
          className="button small danger"
          disabled={isBusy}
          aria-label={`Revoke ${nameOf(client)}`}
          onClick={revoke}
        >
          Revoke
        </button>
      </div>
      <p className="quiet" title={expiresAt === undefined ? undefined : SINCE.format(expiresAt)}>
        {grantedAt !== undefined && `Since ${SINCE.format(grantedAt)} · `}
        {endInWords(client, now)}
      </p>
      {limitsInWords(client).map((limit) => (
        <p key={limit} className="limit">
          {limit}
        </p>
      ))}
      {error && <ErrorNote error={error} />}
    </li>
  );
}
