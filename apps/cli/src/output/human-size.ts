const UNITS = ['kB', 'MB', 'GB'] as const;
const STEP = 1000;

/** A number of bytes as people say it: `812 bytes`, `34.5 kB`, `120 MB`. */
export function humanSize(bytes: number): string {
  if (bytes < STEP) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  let [size, unit] = [bytes / STEP, 0];
  // 999.96 kB would be rounded to four digits.
  while (size >= STEP - 0.5 && unit < UNITS.length - 1) [size, unit] = [size / STEP, unit + 1];
  return `${size < 100 ? Number(size.toFixed(1)) : Math.round(size)} ${UNITS[unit]}`;
}
