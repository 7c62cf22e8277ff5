import type { ReactNode } from 'react';
import type { AccessList } from '../../runtime/access-list';
import type { RunningCommand } from '../../runtime/node-status';
import { useNow } from '../use-now';
import { ownerOf } from './owner-of';
import { RunningItem } from './running-item';

interface RunningCommandsProps {
  running: readonly RunningCommand[];
  access: AccessList | undefined;
}

/** What programs are doing in this browser right now; each can be stopped. */
export function RunningCommands({ running, access }: RunningCommandsProps): ReactNode {
  const now = useNow(running.length > 0);
  if (running.length === 0) return null;
  return (
    <section className="section" aria-labelledby="running-title">
      <h2 id="running-title">Running now</h2>
      <ul className="list">
        {running.map(({ requestId, action, clientId, tabId, startedAt }) => (
          <RunningItem
            key={requestId}
            name={action}
            owner={ownerOf(clientId, access)}
            clientId={clientId}
            tabId={tabId}
            forMs={now - startedAt}
            stopLabel={`Stop ${action}`}
            stop={{ ui: 'stopCommand', requestId }}
          />
        ))}
      </ul>
    </section>
  );
}
