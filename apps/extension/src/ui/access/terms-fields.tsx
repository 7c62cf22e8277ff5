import { useId, type ReactNode } from 'react';
import { DURATIONS, POWERS, type Terms } from './terms';

interface TermsFieldsProps {
  terms: Terms;
  /** What is wrong with the sites. */
  problem: string | undefined;
  onChange: (terms: Terms) => void;
}

/** For how long, and how far. */
export function TermsFields({ terms, problem, onChange }: TermsFieldsProps): ReactNode {
  const id = useId();
  return (
    <>
      <div className="row">
        <label htmlFor={`${id}-duration`}>Allow</label>
        <select
          id={`${id}-duration`}
          className="grow"
          value={terms.duration}
          onChange={(event) => onChange({ ...terms, duration: event.target.value })}
        >
          {DURATIONS.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
      <details className="limits" open={problem !== undefined || undefined}>
        <summary>Limit what it may do</summary>
        <div className="stack">
          <div className="field">
            <label htmlFor={`${id}-sites`}>Only on these sites</label>
            <input
              id={`${id}-sites`}
              type="text"
              value={terms.sites}
              placeholder="all sites"
              spellCheck={false}
              autoComplete="off"
              aria-invalid={problem !== undefined}
              aria-describedby={`${id}-hint`}
              onChange={(event) => onChange({ ...terms, sites: event.target.value })}
            />
            <p id={`${id}-hint`} className={problem === undefined ? 'quiet' : 'problem'}>
              {problem ?? 'For example example.com, docs.example.org; what is below a site is part of it.'}
            </p>
          </div>
          <div className="field">
            <label htmlFor={`${id}-power`}>What it may do there</label>
            <select
              id={`${id}-power`}
              value={terms.power}
              onChange={(event) => onChange({ ...terms, power: event.target.value })}
            >
              {POWERS.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.label}
                </option>
              ))}
            </select>
          </div>
        </div>
      </details>
    </>
  );
}
