import type { ReactNode } from 'react';
import type { NodeStatus } from '../runtime/node-status';
import { Facts } from './facts';
import { PageHeader } from './page-header';
import { RunningCommands } from './running-commands';
import { STARTING_VIEW, STATE_VIEWS } from './state-view';
import { StatusCard } from './status-card';

/** The popup for a status of the node; undefined before the worker has spoken. */
export function PopupPage({ status }: { status: NodeStatus | undefined }): ReactNode {
  const view = status ? STATE_VIEWS[status.state] : STARTING_VIEW;
  return (
    <div className="popup">
      <PageHeader view={view} />
      <main className="stack">
        <StatusCard view={view} status={status} />
        <RunningCommands running={status?.running ?? []} />
      </main>
      <footer className="stack">
        <Facts relayUrl={status?.relayUrl} nodeId={status?.nodeId} />
        <button type="button" className="button link" onClick={() => void chrome.runtime.openOptionsPage()}>
          Settings
        </button>
      </footer>
    </div>
  );
}
