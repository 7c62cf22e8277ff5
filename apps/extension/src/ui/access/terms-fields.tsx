import { useId, type ReactNode } from 'react';
import { DEFAULT_TERMS, DURATIONS, POWERS, type Terms } from './terms';

interface TermsFieldsProps {
  terms: Terms;
  /** The terms of a grant that there is already. */
  before?: Terms;
  /** What is wrong with the sites. */
  problem: string | undefined;
  onChange: (terms: Terms) => void;
}

/** For how long, and how far. */
export function TermsFields({ terms, before = DEFAULT_TERMS, problem, onChange }: TermsFieldsProps): ReactNode {
  const id = useId();
  const durations = withChoice(DURATIONS, before.duration);
  const powers = withChoice(POWERS, before.power);
  const wasLimited = before.sites !== '' || before.power !== DEFAULT_TERMS.power;
  return (
    <>
      <div className="row">
        <label htmlFor={`${id}-duration`}>Allow</label>
        <select
          id={`${id}-duration`}
          className="grow"
          value={terms.duration.id}
          onChange={(event) => onChange({ ...terms, duration: chosen(durations, event.target.value) })}
        >
          {durations.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
      <details className="limits" open={problem !== undefined || wasLimited || undefined}>
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
              value={terms.power.id}
              onChange={(event) => onChange({ ...terms, power: chosen(powers, event.target.value) })}
            >
              {powers.map((choice) => (
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

/** The usual choices, with the one that was made before and is none of them. */
function withChoice<T>(choices: readonly T[], before: T): readonly T[] {
  return choices.includes(before) ? choices : [before, ...choices];
}

function chosen<T extends { readonly id: string }>(choices: readonly T[], id: string): T {
  return choices.find((choice) => choice.id === id) ?? (choices[0] as T);
}
