import type { Session } from '../ws/session';
import type { SessionRegistry, SessionWatcher } from '../ws/session-registry';

/** Adds up what sessions have dropped, those that are gone included. */
export class DroppedFrames implements SessionWatcher {
  #ofEnded = 0;

  constructor(private readonly sessions: Pick<SessionRegistry, 'open'>) {}

  get total(): number {
    return [...this.sessions.open].reduce((sum, { droppedFrames }) => sum + droppedFrames, this.#ofEnded);
  }

  joined(): void {
    // Counted from what is open.
  }

  left({ droppedFrames }: Session): void {
    this.#ofEnded += droppedFrames;
  }
}
