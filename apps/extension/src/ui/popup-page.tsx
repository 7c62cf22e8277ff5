import type { ReactNode } from 'react';
import type { AccessList } from '../runtime/access-list';
import { offersAccess, type NodeStatus } from '../runtime/node-status';
import { AccessSection } from './access/access-section';
import { Facts } from './facts';
import { Icon } from './icon';
import { PageHeader } from './page-header';
import { Running } from './running/running';
import { viewOf } from './state-view';
import { StatusCard } from './status-card';

interface PopupPageProps {
  /** Undefined before the worker has spoken. */
  status: NodeStatus | undefined;
  access: AccessList | undefined;
}

/** The popup: where the node is, who asks for it, what runs in it and who has it. */
export function PopupPage({ status, access }: PopupPageProps): ReactNode {
  const view = viewOf(status);
  const running = <Running status={status} access={access} />;
  return (
    <div className="popup">
      <PageHeader view={view}>
        <button
          type="button"
          className="button icon-button"
          aria-label="Settings"
          title="Settings"
          onClick={() => void chrome.runtime.openOptionsPage()}
        >
          <Icon name="sliders" size={18} />
        </button>
      </PageHeader>
      <main className="stack">
        <StatusCard view={view} status={status} />
        {status && offersAccess(status) ? (
          <AccessSection access={access} status={status}>
            {running}
          </AccessSection>
        ) : (
          running
        )}
      </main>
      <footer>
        <Facts relayUrl={status?.relayUrl} nodeId={status?.nodeId} />
      </footer>
    </div>
  );
}
