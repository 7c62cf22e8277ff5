import type { ReactNode } from 'react';
import type { AccessList } from '../runtime/access-list';
import type { RunningCommand } from '../runtime/node-status';
import { nameOf } from './access/client-identity';
import { ErrorNote } from './error-note';
import { useNow } from './use-now';
import { useRequest } from './use-request';
import { useTabTitle } from './use-tab-title';

interface RunningCommandsProps {
  running: readonly RunningCommand[];
  access: AccessList | undefined;
}

/** What programs are doing in this browser right now; each can be stopped. */
export function RunningCommands({ running, access }: RunningCommandsProps): ReactNode {
  const now = useNow(running.length > 0);
  if (running.length === 0) return null;
  const ownerOf = ({ clientId }: RunningCommand): string => {
    const client = access?.clients.find((candidate) => candidate.clientId === clientId);
    return client === undefined ? (clientId ?? 'the relay') : nameOf(client);
  };
  return (
    <section className="section" aria-labelledby="running-title">
      <h2 id="running-title">Running now</h2>
      <ul className="list">
        {running.map((command) => (
          <Running key={command.requestId} command={command} owner={ownerOf(command)} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Running({ command, owner, now }: { command: RunningCommand; owner: string; now: number }): ReactNode {
  const { requestId, action, clientId, tabId, startedAt } = command;
  const { send, isBusy, error } = useRequest();
  const title = useTabTitle(tabId);
  return (
    <li className="stack">
      <div className="row spread">
        <div className="shrink">
          <p className="name" title={action}>
            {action}
          </p>
          <p className="quiet" title={clientId}>
            <bdi>{owner}</bdi> · <span className="elapsed">{elapsed(now - startedAt)}</span>
          </p>
          {title !== undefined && (
            <p className="quiet">
              in <bdi>{title}</bdi>
            </p>
          )}
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
      </div>
      {error && <ErrorNote error={error} />}
    </li>
  );
}

/** `7 s`, `2:05 min`. */
function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
