import type { NetworkEvent } from './network-capture';

const MAX_EVENTS = 1000;
const MAX_CHARS = 16 * 1024 * 1024;

/** Updates that a command has not taken yet. Full, it takes no more, and tells how many are missing when it goes on. */
export class EventBuffer {
  readonly #onGap: (count: number) => void;
  #events: NetworkEvent[] = [];
  #chars = 0;
  #dropped = 0;
  #isClosed = false;
  readonly #waiting = new Set<() => void>();

  /** @param onGap Adds the event that tells of a gap. */
  constructor(onGap: (count: number) => void) {
    this.#onGap = onGap;
  }

  add(event: NetworkEvent): void {
    if (this.#isClosed) return;
    const isFull = this.#events.length >= MAX_EVENTS || this.#chars >= MAX_CHARS;
    if (isFull && event.updateType !== 'network.detached') {
      this.#dropped++;
      return;
    }
    this.#tellGap();
    this.#events.push(event);
    this.#chars += event.data.body?.length ?? 0;
    this.#wake();
  }

  takeAll(): NetworkEvent[] {
    const taken = this.#events;
    this.#events = [];
    this.#chars = 0;
    return taken;
  }

  /** See NetworkInterception. */
  async next(signal: AbortSignal): Promise<NetworkEvent | undefined> {
    for (;;) {
      signal.throwIfAborted();
      const event = this.#events.shift();
      if (event !== undefined) this.#chars -= event.data.body?.length ?? 0;
      if (event !== undefined || this.#isClosed) return event;
      await this.#change(signal);
    }
  }

  /** What is there can still be taken. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  #tellGap(): void {
    const count = this.#dropped;
    this.#dropped = 0;
    if (count > 0) this.#onGap(count);
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
