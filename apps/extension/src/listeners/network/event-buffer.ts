import { GapQueue } from '../../runtime/gap-queue';
import type { NetworkEvent } from './network-capture';

const BOUNDS = { maxEvents: 1000, maxChars: 16 * 1024 * 1024 };

/** Updates that a command has not taken yet: as many as it may hold, and then how many are missing. */
export class EventBuffer {
  readonly #events: GapQueue<NetworkEvent>;
  #isClosed = false;
  readonly #waiting = new Set<() => void>();

  /** @param gapOf Makes the event that tells of a gap. */
  constructor(gapOf: (count: number) => NetworkEvent) {
    this.#events = new GapQueue({ ...BOUNDS, charsOf: ({ data }) => data.body?.length ?? 0, gapOf });
  }

  add(event: NetworkEvent): void {
    if (this.#isClosed) return;
    if (event.updateType === 'network.detached') this.#events.addAnyway(event);
    else this.#events.add(event);
    this.#wake();
  }

  takeAll(): NetworkEvent[] {
    const taken: NetworkEvent[] = [];
    for (let event = this.#events.shift(); event !== undefined; event = this.#events.shift()) taken.push(event);
    return taken;
  }

  /** See NetworkInterception. */
  async next(signal: AbortSignal): Promise<NetworkEvent | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const event = this.#events.shift();
      if (event !== undefined || this.#isClosed) return event;
      await this.#change(signal);
    }
  }

  /** What is there can still be taken. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = (): void => {
        this.#waiting.delete(wake);
        reject(signal.reason as Error);
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
