import type { Time, Timer } from '@otto/locks';
import type { PeerRole } from '@otto/protocol';
import type { Session } from './session';
import type { SessionRegistry } from './session-registry';

/** How often a peer should be heard of, and how often it may be missed. */
export interface Heartbeat {
  readonly intervalMs: number;
  readonly missLimit: number;
}

const WALKS_PER_INTERVAL = 4;
const SURPRISE_PERIODS = 4;

/**
 * Ends the sessions of peers that have fallen silent: a dead machine or a cut cable closes no socket. One walk over all
 * sessions a few times in each interval, in place of a timer for each.
 */
export class Liveness {
  readonly #periodMs: number;
  #timer: Timer | undefined;
  #walkedAt = 0;

  constructor(
    private readonly sessions: Pick<SessionRegistry, 'open'>,
    private readonly time: Time,
    private readonly heartbeats: Readonly<Record<PeerRole, Heartbeat>>,
  ) {
    const shortestMs = Math.min(...Object.values(heartbeats).map(({ intervalMs }) => intervalMs));
    this.#periodMs = shortestMs / WALKS_PER_INTERVAL;
  }

  start(): void {
    this.#walkedAt = this.time.now();
    this.#schedule();
  }

  stop(): void {
    if (this.#timer !== undefined) this.time.stop(this.#timer);
    this.#timer = undefined;
  }

  #schedule(): void {
    this.#timer = this.time.start(this.#periodMs, () => {
      this.#walk(this.time.now());
      this.#schedule();
    });
  }

  #walk(now: number): void {
    // This machine slept, or its clock was set: then the silence is not the peers' doing.
    const isSurprised = Math.abs(now - this.#walkedAt - this.#periodMs) > SURPRISE_PERIODS * this.#periodMs;
    this.#walkedAt = now;
    for (const session of this.sessions.open) {
      if (isSurprised) session.lastHeardAt = now;
      else if (session.state.kind === 'authenticated') this.#look(session, now - session.lastHeardAt);
    }
  }

  #look(session: Session, silentMs: number): void {
    const { intervalMs, missLimit } = this.heartbeats[session.role];
    if (silentMs >= intervalMs * missLimit) session.close('slowPeer');
    // A browser answers these by itself, even while its extension sleeps.
    else if (session.role === 'node' && silentMs >= intervalMs) session.ping();
  }
}
