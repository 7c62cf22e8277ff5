const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/**
 * ms to wait before an attempt to come back (0 is the first): doubling from 0.1 to 5 s, of which a random half, so that
 * the controllers of a relay that was restarted do not all return at once.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return longest / 2 + (longest / 2) * random();
}
