import type { ReactNode } from 'react';
import type { AccessList } from '../../runtime/access-list';
import type { NodeStatus } from '../../runtime/node-status';
import { RunningCommands } from './running-commands';
import { RunningListeners } from './running-listeners';

interface RunningProps {
  status: NodeStatus | undefined;
  access: AccessList | undefined;
}

/** All that programs do in this browser while one looks. */
export function Running({ status, access }: RunningProps): ReactNode {
  return (
    <>
      <RunningCommands running={status?.running ?? []} access={access} />
      <RunningListeners listeners={status?.listeners ?? []} access={access} />
    </>
  );
}
