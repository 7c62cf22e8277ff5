import type { ReactNode } from 'react';
import type { NodeStatus } from '../runtime/node-status';
import { ErrorNote } from './error-note';
import { Icon } from './icon';
import { MissingParts } from './missing-parts';
import { PairingCode } from './pairing-code';
import { RelayAddressForm } from './relay-address-form';
import type { StateView } from './state-view';
import { useRequest } from './use-request';

/** The state, why it is so, and what to do about it. */
export function StatusCard({ view, status }: { view: StateView; status: NodeStatus | undefined }): ReactNode {
  const { send, isBusy, error } = useRequest();
  const { action } = view;
  const shownError = error ?? status?.error;
  return (
    <section className="card stack" aria-labelledby="state-title">
      <div className="row state">
        <span className={`state-icon ${view.tone}`}>
          <Icon name={view.icon} size={20} />
        </span>
        <div className="shrink grow">
          <h2 id="state-title">{view.title}</h2>
          <p className="quiet">{view.text}</p>
        </div>
      </div>
      {status?.state === 'needs_relay_url' && <RelayAddressForm submitLabel="Connect" connects />}
      {status?.state === 'waiting_for_pair_approval' && status.code !== undefined && (
        <PairingCode code={status.code} expiresAt={status.codeExpiresAt} />
      )}
      {status?.missing && <MissingParts missing={status.missing} />}
      {shownError && <ErrorNote error={shownError} />}
      {action && (
        <button
          type="button"
          className={action.isPrimary ? 'button primary wide' : 'button small aside'}
          disabled={isBusy}
          onClick={() => void send(action.request)}
        >
          {action.label}
        </button>
      )}
    </section>
  );
}
