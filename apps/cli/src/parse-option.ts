import { OttoError } from '@otto/protocol';

const UNITS_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads `30s`, `500ms`, `2m`, or a number of ms. */
export function parseDuration(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const [, digits, unit = 'ms'] = /^(\d{1,9})(ms|s|m|h)?$/.exec(text) ?? [];
  const ms = Number(digits) * (UNITS_MS[unit] ?? NaN);
  if (ms >= min && ms <= max) return ms;
  throw invalid(name, `"${text}" is not a time from ${min} ms to ${max / 1000} s, such as 500ms, 30s or 2m`);
}

/** Reads a whole number. */
export function parseWhole(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw invalid(name, `"${text}" is not a whole number from ${min} to ${max}`);
}

/** Reads one of a few words. */
export function parseChoice<const T extends readonly string[]>(name: string, text: string, choices: T): T[number] {
  if (choices.includes(text)) return text;
  throw invalid(name, `"${text}" is not one of ${choices.join(', ')}`);
}

/** Reads a JSON object. */
export function parseJsonObject(name: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(name, `it is not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid(name, 'it is not a JSON object');
}

function invalid(name: string, reason: string): OttoError {
  return new OttoError('invalid_argument', { name, reason });
}
