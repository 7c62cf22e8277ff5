import { useState, type ReactNode } from 'react';
import type { ClientAccess } from '../../runtime/access-list';
import { ErrorNote } from '../error-note';
import { useRequest } from '../use-request';
import { nameOf } from './client-identity';
import { termsOf, type Terms } from './terms';
import { readTerms } from './terms-decision';
import { TermsFields } from './terms-fields';

interface ChangeGrantProps {
  client: ClientAccess;
  now: number;
  /** Told what to say of the change; nothing, when there was none. */
  onDone: (said?: string) => void;
}

/** How long and how far a client has this browser, to be changed. The new terms replace the old ones as a whole. */
export function ChangeGrant({ client, now, onDone }: ChangeGrantProps): ReactNode {
  const [before] = useState<Terms>(() => termsOf(client, now));
  const [terms, setTerms] = useState(before);
  const [problem, setProblem] = useState<string>();
  const { send, isBusy, error } = useRequest();
  const { clientId } = client;
  const save = (): void => {
    const read = readTerms(terms);
    setProblem(read.problem);
    if (read.problem !== undefined) return;
    const said = `What ${nameOf(client)} may do is changed`;
    void send({ ui: 'decideAccess', clientId, grant: true, ...read.decision }).then((isDone) => isDone && onDone(said));
  };
  return (
    <div className="stack change">
      <TermsFields
        terms={terms}
        before={before}
        problem={problem}
        onChange={(changed) => {
          setTerms(changed);
          setProblem(undefined);
        }}
      />
      {error && <ErrorNote error={error} />}
      <div className="row end">
        <button type="button" className="button small" onClick={() => onDone()}>
          Cancel
        </button>
        <button
          type="button"
          className="button small primary"
          disabled={isBusy}
          aria-label={`Save changes for ${nameOf(client)}`}
          onClick={save}
        >
          Save
        </button>
      </div>
    </div>
  );
}
