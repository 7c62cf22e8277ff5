import type { ReactNode } from 'react';
import type { AccessList } from '../../runtime/access-list';
import type { RunningListener } from '../../runtime/node-status';
import { useNow } from '../use-now';
import { ownerOf } from './owner-of';
import { RunningItem } from './running-item';

interface RunningListenersProps {
  listeners: readonly RunningListener[];
  access: AccessList | undefined;
}

/** Who listens to what pages receive; each can be stopped. */
export function RunningListeners({ listeners, access }: RunningListenersProps): ReactNode {
  const now = useNow(listeners.length > 0);
  if (listeners.length === 0) return null;
  return (
    <section className="section" aria-labelledby="listening-title">
      <h2 id="listening-title">Listening now</h2>
      <ul className="list">
        {listeners.map(({ requestId, site, clientId, tabId, startedAt }) => (
          <RunningItem
            key={requestId}
            name={`Network of ${site}`}
            owner={ownerOf(clientId, access)}
            clientId={clientId}
            tabId={tabId}
            forMs={now - startedAt}
            stopLabel={`Stop listening to ${site}`}
            stop={{ ui: 'stopListener', requestId }}
          />
        ))}
      </ul>
    </section>
  );
}
