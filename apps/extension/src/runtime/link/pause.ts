import { delay } from '../delay';

/** The longest that a timer can count, about 24 days. */
const UNTIL_ENDED_MS = 2 ** 31 - 1;

/** A wait between two attempts that somebody may cut short. */
export class Pause {
  #current: AbortController | undefined;

  /** Resolves when the time is over or the pause is ended; rejects with the signal's reason when that aborts. */
  async for(ms: number, signal: AbortSignal): Promise<void> {
    const current = (this.#current = new AbortController());
    try {
      await delay(ms, AbortSignal.any([signal, current.signal]));
    } catch {
      signal.throwIfAborted();
    }
  }

  untilEnded(signal: AbortSignal): Promise<void> {
    return this.for(UNTIL_ENDED_MS, signal);
  }

  /** Ends the pause that is running, if there is one. */
  end(): void {
    this.#current?.abort();
  }
}
