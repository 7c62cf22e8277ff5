/** How long the relay may take to say anything at all after a ping; less where it wants to be asked more often. */
const PATIENCE = { intervals: 2, maxMs: 10_000 };

export interface HeartbeatOptions {
  readonly intervalMs: number;
  readonly ping: () => void;
  /** The relay has not been heard although it was asked to speak; called once. */
  readonly onSilence: () => void;
}

/** Pings in a fixed rhythm and notices a connection that is dead without being closed. Any frame counts as life. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #rhythm: ReturnType<typeof setInterval>;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#rhythm = setInterval(() => this.#beat(), options.intervalMs);
  }

  get #patienceMs(): number {
    return Math.min(PATIENCE.maxMs, this.#options.intervalMs * PATIENCE.intervals);
  }

  heard(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  stop(): void {
    clearInterval(this.#rhythm);
    this.heard();
  }

  #beat(): void {
    this.#options.ping();
    this.#patience ??= setTimeout(() => {
      this.stop();
      this.#options.onSilence();
    }, this.#patienceMs);
  }
}
