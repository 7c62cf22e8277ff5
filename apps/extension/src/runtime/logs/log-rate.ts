const MINUTE_MS = 60_000;

export interface LogRateBounds {
  readonly perMinute: number;
  /** How many may go at once after a quiet time. */
  readonly burst: number;
}

/** How many log entries may go to the relay, which counts them: all that a node sends besides has to fit in as well. */
export class LogRate {
  readonly #bounds: LogRateBounds;
  #tokens: number;
  #countedAt: number;

  constructor(bounds: LogRateBounds, now: number) {
    this.#bounds = bounds;
    this.#tokens = bounds.burst;
    this.#countedAt = now;
  }

  /** Takes one. Returns 0, or the ms after which there will be one. */
  take(now: number): number {
    const { perMinute, burst } = this.#bounds;
    const perMs = perMinute / MINUTE_MS;
    // Nobody rests for longer than a minute; the clock was set back.
    if (this.#countedAt > now + MINUTE_MS) this.#countedAt = now;
    const restMs = this.#countedAt - now;
    if (restMs > 0) return Math.ceil(restMs + 1 / perMs);
    this.#tokens = Math.min(burst, this.#tokens + (now - this.#countedAt) * perMs);
    this.#countedAt = now;
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) / perMs);
    this.#tokens--;
    return 0;
  }

  /** The relay has had enough: lets nothing through for so long, a minute at most. */
  rest(ms: number, now: number): void {
    this.#tokens = 0;
    this.#countedAt = now + Math.min(ms, MINUTE_MS);
  }
}
