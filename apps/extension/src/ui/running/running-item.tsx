import type { ReactNode } from 'react';
import type { UiRequest } from '../../runtime/ui-messages';
import { ErrorNote } from '../error-note';
import { useRequest } from '../use-request';
import { useTabTitle } from '../use-tab-title';
import { elapsed } from './elapsed';

interface RunningItemProps {
  /** What goes on. */
  name: string;
  /** For whom, and the id behind that. */
  owner: string;
  clientId: string | undefined;
  tabId: number | undefined;
  /** For how long, in ms. */
  forMs: number;
  /** What the button does, for those who do not see what it stands beside. */
  stopLabel: string;
  stop: UiRequest;
}

/** Something that goes on for a client: what, for whom, since when, in which tab, and the way to end it. */
export function RunningItem(props: RunningItemProps): ReactNode {
  const { name, owner, clientId, tabId, forMs, stopLabel, stop } = props;
  const { send, isBusy, error } = useRequest();
  const title = useTabTitle(tabId);
  return (
    <li className="stack">
      <div className="row spread">
        <div className="shrink">
          <p className="name" title={name}>
            {name}
          </p>
          <p className="quiet" title={clientId}>
            <bdi>{owner}</bdi> · <span className="elapsed">{elapsed(forMs)}</span>
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
          aria-label={stopLabel}
          disabled={isBusy}
          onClick={() => void send(stop)}
        >
          Stop
        </button>
      </div>
      {error && <ErrorNote error={error} />}
    </li>
  );
}
