import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** Where this browser belongs to: what a person may have to tell someone else. */
export function Facts({ relayUrl, nodeId }: { relayUrl?: string | undefined; nodeId?: string | undefined }): ReactNode {
  if (relayUrl === undefined && nodeId === undefined) return null;
  return (
    <dl className="facts">
      {relayUrl !== undefined && <Fact name="Relay" value={relayUrl} />}
      {nodeId !== undefined && <Fact name="Node" value={nodeId} />}
    </dl>
  );
}

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div className="row">
      <dt>{name}</dt>
      <dd title={value}>{value}</dd>
      <CopyButton text={value} what={name === 'Node' ? 'node id' : 'relay address'} className="button link" />
    </div>
  );
}
