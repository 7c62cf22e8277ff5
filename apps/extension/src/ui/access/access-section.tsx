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
  /** What stands below those who ask, which must not move, and above those who have the browser. */
  children: ReactNode;
}

/** Who asks for this browser, and who has it. */
export function AccessSection({ access, status, children }: AccessSectionProps): ReactNode {
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
    <>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <p className="visually-hidden" role="status">
        {requests.length > 0 && requestsInWords(requests.length)}
      </p>
      {requests.length > 0 && (
        <section className="section" aria-labelledby="requests-title">
          <h2 id="requests-title" className="row">
            Asking for access <span className="count">{requests.length}</span>
          </h2>
          <ul className="plain stack">
            {requests.map((client) => (
              <AccessRequest key={client.clientId} client={client} now={now} onDecided={decided} />
            ))}
          </ul>
        </section>
      )}
      {children}
      <section className="section" aria-labelledby="access-title">
        <h2 id="access-title" ref={title} tabIndex={-1}>
          Access
        </h2>
        {grants.length === 0 ? (
          <p className="empty">No program has access. One that tries shows up here.</p>
        ) : (
          <ul className="list">
            {grants.map((client) => (
              <GrantedClient key={client.clientId} client={client} now={now} onDecided={decided} />
            ))}
          </ul>
        )}
        {isConnected(status) && access?.error && <ErrorNote error={access.error} />}
      </section>
    </>
  );
}

function requestsInWords(count: number): string {
  return `${count === 1 ? 'A program asks' : `${count} programs ask`} for access`;
}
