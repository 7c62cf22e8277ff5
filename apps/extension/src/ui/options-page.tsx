import type { ReactNode } from 'react';
import type { AccessList } from '../runtime/access-list';
import { offersAccess, type NodeStatus } from '../runtime/node-status';
import { AccessSection } from './access/access-section';
import { Facts } from './facts';
import { ForgetNode } from './forget-node';
import { LogStreamSetting } from './log-stream-setting';
import { PageHeader } from './page-header';
import { RelayAddressForm } from './relay-address-form';
import { Running } from './running/running';
import { viewOf } from './state-view';
import { StatusCard } from './status-card';

interface OptionsPageProps {
  status: NodeStatus | undefined;
  access: AccessList | undefined;
  isLogStreamOn: boolean;
}

/** All settings, below the same state that the popup shows. */
export function OptionsPage({ status, access, isLogStreamOn }: OptionsPageProps): ReactNode {
  const view = viewOf(status);
  const running = <Running status={status} access={access} />;
  return (
    <div className="options">
      <PageHeader view={view} />
      <main className="stack">
        <StatusCard view={view} status={status} />
        {status && offersAccess(status) ? (
          <AccessSection access={access} status={status}>
            {running}
          </AccessSection>
        ) : (
          running
        )}
        {status?.relayUrl !== undefined && (
          <section className="card stack" aria-labelledby="relay-title">
            <div>
              <h2 id="relay-title">Relay</h2>
              <p className="quiet">Another relay does not know this browser: it has to be paired there again.</p>
            </div>
            <RelayAddressForm relayUrl={status.relayUrl} submitLabel="Save" connects={false} />
          </section>
        )}
        <LogStreamSetting isOn={isLogStreamOn} />
        <ForgetNode />
      </main>
      <footer>
        <Facts nodeId={status?.nodeId} />
      </footer>
    </div>
  );
}
