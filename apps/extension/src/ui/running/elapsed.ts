/** `7 s`, `2:05 min`, `1:30 h`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${twoDigits(seconds % 60)} min`
    : `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}
