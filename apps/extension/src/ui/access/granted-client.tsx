import { useId, useState, type ReactNode } from 'react';
import type { ClientAccess } from '../../runtime/access-list';
import { ErrorNote } from '../error-note';
import { useRequest } from '../use-request';
import { ChangeGrant } from './change-grant';
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
  /** Told what to say of what was decided. */
  onDecided: (said: string) => void;
}

/** A client that has this browser: since when, until when, how far, and the ways to change and to end it. */
export function GrantedClient({ client, now, onDecided }: GrantedClientProps): ReactNode {
  const { send, isBusy, error } = useRequest();
  const [isChanging, setChanging] = useState(false);
  const id = useId();
  const { clientId, grantedAt, expiresAt } = client;
  const revoke = (): void => {
    const said = `${nameOf(client)} may not use this browser any more`;
    void send({ ui: 'decideAccess', clientId, grant: false }).then((isDone) => isDone && onDecided(said));
  };
  const changed = (said?: string): void => {
    setChanging(false);
    if (said !== undefined) onDecided(said);
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
      {isChanging ? (
        <ChangeGrant client={client} now={now} onDone={changed} />
      ) : (
        <div className="row spread terms">
          <GrantLimits client={client} />
          {isChangeable(client) && (
            <button
              type="button"
              className="button link"
              aria-label={`Change ${nameOf(client)}`}
              onClick={() => setChanging(true)}
            >
              Change
            </button>
          )}
        </div>
      )}
      {error && <ErrorNote error={error} />}
    </li>
  );
}

function GrantLimits({ client }: { client: ClientAccess }): ReactNode {
  const limits = limitsInWords(client);
  if (limits.length === 0) return <p className="quiet">On all sites</p>;
  return (
    <ul className="plain limits-list">
      {limits.map((limit) => (
        <li key={limit} className="limit">
          {limit}
        </li>
      ))}
    </ul>
  );
}

/** A grant of no site at all cannot be written in the form, where no site means every site. */
function isChangeable({ sites }: ClientAccess): boolean {
  return sites?.length !== 0;
}
