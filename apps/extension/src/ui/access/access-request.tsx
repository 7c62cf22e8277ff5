import { useId, useState, type ReactNode } from 'react';
import type { AccessDecision, ClientAccess } from '../../runtime/access-list';
import { ErrorNote } from '../error-note';
import { plainText } from '../plain-text';
import { useRequest } from '../use-request';
import { ClientIdentity, nameOf } from './client-identity';
import { DEFAULT_TERMS, agoInWords, type Terms } from './terms';
import { readTerms } from './terms-decision';
import { TermsFields } from './terms-fields';

const MAX_DESCRIPTION_CHARS = 240;

interface AccessRequestProps {
  client: ClientAccess;
  now: number;
  /** Told what to say of the decision; the request is gone then. */
  onDecided: (said: string) => void;
}

/** A client that wants to use this browser, and the two answers to it. */
export function AccessRequest({ client, now, onDecided }: AccessRequestProps): ReactNode {
  const [terms, setTerms] = useState<Terms>(DEFAULT_TERMS);
  const [problem, setProblem] = useState<string>();
  const { send, isBusy, error } = useRequest();
  const id = useId();
  const { clientId, requestedAt = now } = client;
  const description = plainText(client.description, MAX_DESCRIPTION_CHARS);

  const allow = (): void => {
    const read = readTerms(terms);
    setProblem(read.problem);
    if (read.problem === undefined) decide({ grant: true, ...read.decision });
  };
  const decide = (decision: Omit<AccessDecision, 'clientId'>): void => {
    const said = `${nameOf(client)} ${decision.grant ? 'may use this browser' : 'was denied'}`;
    void send({ ui: 'decideAccess', clientId, ...decision }).then((isDone) => isDone && onDecided(said));
  };

  return (
    <li className="card request stack" aria-labelledby={id}>
      <ClientIdentity client={client} id={id} />
      {description !== '' && (
        <p className="said">
          <bdi>“{description}”</bdi>
        </p>
      )}
      <TermsFields
        terms={terms}
        problem={problem}
        onChange={(changed) => {
          setTerms(changed);
          setProblem(undefined);
        }}
      />
      {error && <ErrorNote error={error} />}
      <div className="row decision">
        <p className="quiet grow">Asked {agoInWords(requestedAt, now)}</p>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          aria-label={`Deny ${nameOf(client)}`}
          onClick={() => decide({ grant: false })}
        >
          Deny
        </button>
        <button
          type="button"
          className="button primary"
          disabled={isBusy}
          aria-label={`Allow ${nameOf(client)}`}
          onClick={allow}
        >
          Allow
        </button>
      </div>
    </li>
  );
}
