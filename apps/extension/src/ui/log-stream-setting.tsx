import type { ReactNode } from 'react';
import { ErrorNote } from './error-note';
import { useRequest } from './use-request';

/** Whether the extension's own log goes to the relay. */
export function LogStreamSetting({ isOn }: { isOn: boolean }): ReactNode {
  const { send, isBusy, error } = useRequest();
  return (
    <section className="card stack" aria-labelledby="log-title">
      <label className="row spread">
        <span>
          <span id="log-title" className="heading">
            Send logs to the relay
          </span>
          <span className="quiet">Sizes, times and errors of commands; never what is on a page.</span>
        </span>
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={isOn}
          disabled={isBusy}
          onChange={(event) => void send({ ui: 'setLogStream', enabled: event.target.checked })}
        />
      </label>
      {error && <ErrorNote error={error} />}
    </section>
  );
}
