import { useRef, useState, type ReactNode } from 'react';
import { isGrant, isRequest, type AccessList } from '../../runtime/access-list';
import { ErrorNote } from '../error-note';
import { isConnected, type NodeStatus } from '../../runtime/node-status';
import { useNow } from '../use-now';
import { AccessRequest } from './access-request';
import { GrantedClient } from './granted-client';

const TICK_MS = 10_000;

interface AccessSectionProps {
  access: AccessList | undefined;
  status: NodeStatus;
}

/** Who asks for this browser, and who has it. */
export function AccessSection({ access, status }: AccessSectionProps): ReactNode {
  const now = useNow(true, TICK_MS);
  const [said, setSaid] = useState('');
  const title = useRef<HTMLHeadingElement>(null);
  const clients = access?.clients ?? [];
  const requests = clients.filter(isRequest);
  const grants = clients.filter((client) => isGrant(client, now));
  const decided = (words: string): void => {
    setSaid(words);
    // The button is gone that had the focus.
    title.current?.focus();
  };
  return (
    <section className="section" aria-labelledby="access-title">
      <h2 id="access-title" ref={title} tabIndex={-1} className="row">
        Access {requests.length > 0 && <span className="count">{requests.length}</span>}
      </h2>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <p className="visually-hidden" role="status">
        {requests.length > 0 &&
          `${requests.length === 1 ? 'A program asks' : `${requests.length} programs ask`} for access`}
      </p>
      {requests.length > 0 && (
        <ul className="plain stack" aria-label="Requests">
          {requests.map((client) => (
            <AccessRequest key={client.clientId} client={client} now={now} onDecided={decided} />
          ))}
        </ul>
      )}
      {grants.length > 0 && (
        <ul className="list" aria-label="Programs with access">
          {grants.map((client) => (
            <GrantedClient key={client.clientId} client={client} now={now} onRevoked={decided} />
          ))}
        </ul>
      )}
      {clients.length === 0 && <p className="empty">No program has access. One that tries shows up here.</p>}
      {isConnected(status) && access?.error && <ErrorNote error={access.error} />}
    </section>
  );
}
