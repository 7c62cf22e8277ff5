import type { NodeStatus } from '../../runtime/node-status';
import type { UiRequest } from '../../runtime/ui-messages';

/** Something that goes on in this browser for a client: a command, or somebody who listens to the network of a page. */
export interface Going {
  readonly requestId: string;
  readonly name: string;
  readonly clientId: string | undefined;
  readonly tabId: number | undefined;
  /** ms since 1970. */
  readonly startedAt: number;
  /** What the button does, for those who do not see what it stands beside. */
  readonly stopLabel: string;
  readonly stop: UiRequest;
}

/** All that programs do in this browser right now. */
export function goingOn(status: NodeStatus | undefined): Going[] {
  const { running = [], listeners = [] } = status ?? {};
  return [
    ...running.map(({ requestId, action, clientId, tabId, startedAt }): Going => {
      const stop = { ui: 'stopCommand', requestId } as const;
      return { requestId, name: action, clientId, tabId, startedAt, stopLabel: `Stop ${action}`, stop };
    }),
    ...listeners.map(({ requestId, site, clientId, tabId, startedAt }): Going => {
      const stop = { ui: 'stopListener', requestId } as const;
      const stopLabel = `Stop listening to ${site}`;
      return { requestId, name: `Listening to ${site}`, clientId, tabId, startedAt, stopLabel, stop };
    }),
  ];
}
