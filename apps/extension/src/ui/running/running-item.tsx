import type { ReactNode } from 'react';
import { ErrorNote } from '../error-note';
import { useRequest } from '../use-request';
import { useTabTitle } from '../use-tab-title';
import { elapsed } from './elapsed';
import type { Going } from './going';

interface RunningItemProps {
  going: Going;
  /** For whom. */
  owner: string;
  /** For how long, in ms. */
  forMs: number;
  hasEnded: boolean;
}

/** Something that goes on for a client: what, for whom, since when, in which tab, and the way to end it. */
export function RunningItem({ going, owner, forMs, hasEnded }: RunningItemProps): ReactNode {
  const { name, clientId, tabId, stopLabel, stop } = going;
  const { send, isBusy, error } = useRequest();
  const title = useTabTitle(tabId);
  return (
    <>
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
        {hasEnded ? (
          <span className="quiet">ended</span>
        ) : (
          <button
            type="button"
            className="button small danger"
            aria-label={stopLabel}
            disabled={isBusy}
            onClick={() => void send(stop)}
          >
            Stop
          </button>
        )}
      </div>
      {error && <ErrorNote error={error} />}
    </>
  );
}
