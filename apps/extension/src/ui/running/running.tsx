import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { AccessList } from '../../runtime/access-list';
import { isConnected, type NodeStatus } from '../../runtime/node-status';
import { useNow } from '../use-now';
import { goingOn } from './going';
import { ownerOf } from './owner-of';
import { RunningItem } from './running-item';
import { useCalmRows } from './use-calm-rows';

const IDLE = 'Nothing is running. What programs do here shows up, and can be stopped.';

interface RunningProps {
  status: NodeStatus | undefined;
  access: AccessList | undefined;
}

/** What programs do in this browser while one looks; each can be stopped, and none of it moves what stands below. */
export function Running({ status, access }: RunningProps): ReactNode {
  const going = useMemo(() => goingOn(status), [status]);
  const section = useRef<HTMLElement>(null);
  const { rows, more } = useCalmRows(going, section);
  const isAtWork = rows.some(({ state }) => state !== 'free');
  const now = useNow(isAtWork);
  const hasRoom = isAtWork || (status !== undefined && isConnected(status));
  return (
    <>
      <WorkInWords isAtWork={isAtWork} />
      {hasRoom && (
        <section className="section" aria-labelledby="running-title" ref={section}>
          <h2 id="running-title">Running now {more > 0 && <span className="more">and {more} more</span>}</h2>
          <ul className={isAtWork ? 'list' : 'list idle'}>
            {rows.map((row, place) =>
              row.state === 'free' ? (
                <li key={place} className="going quiet" aria-hidden={isAtWork || place > 0}>
                  {!isAtWork && place === 0 && IDLE}
                </li>
              ) : (
                <li key={row.item.requestId} className="going stack">
                  <RunningItem
                    going={row.item}
                    owner={ownerOf(row.item.clientId, access)}
                    forMs={(row.state === 'ended' ? row.endedAt : now) - row.item.startedAt}
                    hasEnded={row.state === 'ended'}
                  />
                </li>
              ),
            )}
          </ul>
        </section>
      )}
    </>
  );
}

/** Says, to those who do not see it, when work begins and when none is left; not each command, of which there are many. */
function WorkInWords({ isAtWork }: { isAtWork: boolean }): ReactNode {
  const [hasWorked, setHasWorked] = useState(isAtWork);
  if (isAtWork && !hasWorked) setHasWorked(true);
  const idle = hasWorked ? 'Nothing is running any more' : '';
  return (
    <p className="visually-hidden" role="status">
      {isAtWork ? 'A program is at work in this browser' : idle}
    </p>
  );
}
