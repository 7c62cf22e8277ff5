const MINUTE_MS = 60_000;

/** How many frames a session may still send: a minute's worth at once, refilled evenly. */
export class TokenBucket {
  readonly #msPerToken: number;
  /** All that the bucket needs to know: when it will be full again. */
  #fullAt: number;

  constructor(perMinute: number, now: number) {
    this.#msPerToken = MINUTE_MS / perMinute;
    this.#fullAt = now;
  }

  /** Takes one token. Returns 0, or the ms after which there will be one. */
  take(now: number): number {
    // Never further away than from an empty bucket, even if the clock was set back.
    const fullAt = Math.min(Math.max(this.#fullAt, now), now + MINUTE_MS) + this.#msPerToken;
    const waitMs = fullAt - now - MINUTE_MS;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAt = fullAt;
    return 0;
  }
}
