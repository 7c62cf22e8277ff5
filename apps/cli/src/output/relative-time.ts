const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time in its largest whole unit: `3 minutes`. */
export function humanDuration(ms: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(Math.abs(ms) / length);
    if (count > 0) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'a moment';
}
