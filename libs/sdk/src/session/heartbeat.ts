export interface HeartbeatOptions {
  /** ms between two pings, as the relay asks for. */
  readonly intervalMs: number;
  readonly ping: () => void;
  /** Called once, when the relay has not been heard of for two intervals in spite of pings. */
  readonly onSilence: () => void;
}

/** Bounds of what a relay may ask for. */
const SLOWEST_MS = 8_000;
const FASTEST_MS = 50;
const SILENT_INTERVALS = 2;

/** Keeps a session alive at the relay, and notices when the relay is gone without a word. */
export class Heartbeat {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #options: HeartbeatOptions;
  #silentIntervals = 0;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    const intervalMs = Number.isFinite(options.intervalMs) ? options.intervalMs : SLOWEST_MS;
    this.#timer = setInterval(() => this.#beat(), Math.min(SLOWEST_MS, Math.max(FASTEST_MS, intervalMs)));
  }

  /** Any frame from the relay is a sign of life. */
  heard(): void {
    this.#silentIntervals = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    if (this.#silentIntervals >= SILENT_INTERVALS) {
      this.stop();
      this.#options.onSilence();
      return;
    }
    this.#silentIntervals += 1;
    this.#options.ping();
  }
}
