const MINUTE_MS = 60_000;

/** How many frames a session may still send: a minute's worth at once, refilled evenly. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  constructor(
    private readonly perMinute: number,
    now: number,
  ) {
    this.#tokens = perMinute;
    this.#filledAt = now;
  }

  /** Takes one token. Returns 0, or the ms after which there will be one. */
  take(now: number): number {
    // A clock that was set back fills nothing.
    const elapsedMs = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.perMinute, this.#tokens + (elapsedMs * this.perMinute) / MINUTE_MS);
    this.#filledAt = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * MINUTE_MS) / this.perMinute);
    this.#tokens -= 1;
    return 0;
  }
}
