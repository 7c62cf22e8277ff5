import type { ReactNode } from 'react';
import type { RunningCommand } from '../runtime/node-status';
import { ErrorNote } from './error-note';
import { useNow } from './use-now';
import { useRequest } from './use-request';

/** What programs are doing in this browser right now; each can be stopped. */
export function RunningCommands({ running }: { running: readonly RunningCommand[] }): ReactNode {
  const { send, isBusy, error } = useRequest();
  const now = useNow(running.length > 0);
  if (running.length === 0) return null;
  return (
    <section className="section" aria-labelledby="running-title">
      <h2 id="running-title">Running now</h2>
      <ul className="list">
        {running.map(({ requestId, action, clientId, startedAt }) => (
          <li key={requestId} className="row spread">
            <div className="shrink">
              <p className="name">{action}</p>
              <p className="quiet">
                {clientId ?? 'the relay'} · {Math.max(0, Math.floor((now - startedAt) / 1_000))} s
              </p>
            </div>
            <button
              type="button"
              className="button small danger"
              aria-label={`Stop ${action}`}
              disabled={isBusy}
              onClick={() => void send({ ui: 'stopCommand', requestId })}
            >
              Stop
            </button>
          </li>
        ))}
      </ul>
      {error && <ErrorNote error={error} />}
    </section>
  );
}
