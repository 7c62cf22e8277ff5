import { toOttoError } from '@otto/protocol';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { parseRelayUrl } from '../runtime/relay-address';
import { ErrorNote } from './error-note';
import { useRequest } from './use-request';

interface RelayAddressFormProps {
  /** The address that is set. */
  relayUrl?: string | undefined;
  submitLabel: string;
  /** Whether to connect as well. */
  connects: boolean;
}

/** Sets the relay's address, after the same check that the worker makes. */
export function RelayAddressForm({ relayUrl = '', submitLabel, connects }: RelayAddressFormProps): ReactNode {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { send, isBusy, error } = useRequest();
  const id = useId();
  const value = draft ?? relayUrl;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const checked = check(value);
    setProblem(checked.problem);
    if (checked.relayUrl === undefined) return;
    const requests = [{ ui: 'setRelayUrl', relayUrl: checked.relayUrl } as const, { ui: 'connect' } as const];
    // Afterwards the field shows what is set, in the way it was understood.
    void send(...requests.slice(0, connects ? 2 : 1)).then((isDone) => isDone && setDraft(undefined));
  };

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <label htmlFor={id}>Relay address</label>
      <div className="row">
        <input
          id={id}
          type="url"
          value={value}
          placeholder="ws://127.0.0.1:8787"
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : `${id}-problem`}
          onChange={(event) => {
            setDraft(event.target.value);
            setProblem(undefined);
          }}
        />
        <button type="submit" className="button primary" disabled={isBusy || (!connects && value === relayUrl)}>
          {submitLabel}
        </button>
      </div>
      {problem !== undefined && (
        <p id={`${id}-problem`} className="problem" role="alert">
          {problem}
        </p>
      )}
      {error && <ErrorNote error={error} />}
    </form>
  );
}

function check(text: string): { relayUrl?: string; problem?: string } {
  if (text.trim() === '') return { problem: 'Enter the address of your relay, for example ws://127.0.0.1:8787.' };
  try {
    return { relayUrl: parseRelayUrl(text).relayUrl };
  } catch (thrown) {
    return { problem: problemOf(toOttoError(thrown).code) };
  }
}

function problemOf(code: string): string {
  return code === 'invalid_url_scheme'
    ? 'The address has to begin with ws:// or wss://.'
    : 'This is no address. Enter one like ws://127.0.0.1:8787.';
}
