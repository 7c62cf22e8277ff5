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

/** How long ago something was, in as few characters as columns want: `12s ago`, `3m ago`; `now` within a second. */
export function shortAge(ms: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(ms / length);
    if (count > 0) return `${count}${unit.charAt(0)} ago`;
  }
  return 'now';
}

/** The time of day of this machine: `14:03:46`. */
export function clockTime(ms: number): string {
  const time = new Date(ms);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
