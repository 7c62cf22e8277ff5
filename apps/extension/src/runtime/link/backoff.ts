const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A relay that is restarted or updated is away for seconds; in this time the node looks often enough to be back within five. */
const BRISK_FOR_MS = 60_000;
const BRISK_LONGEST_MS = 2_000;

/**
 * How long to wait before the next attempt: exponential from 0.5 s to 30 s, at most 2 s during the first minute, and spread
 * over the upper half so that many nodes do not come back at the same moment.
 *
 * @param attempt 0 for the first wait.
 * @param outageMs How long the relay has been away.
 * @param random A number from 0 to 1.
 */
export function backoffMs(attempt: number, outageMs: number, random: number): number {
  const longest = outageMs < BRISK_FOR_MS ? BRISK_LONGEST_MS : LONGEST_MS;
  const full = Math.min(longest, FIRST_MS * 2 ** Math.min(attempt, 16));
  return full / 2 + (random * full) / 2;
}
