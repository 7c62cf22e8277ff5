import { OttoError } from '@otto/protocol';

const ISO_PATTERN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;
/** The last moment that a Date can hold. */
const MAX_TIME_MS = 8.64e15;

/** ms since 1970 from what callers send as `expiresAt`: the same, or ISO-8601. Throws `invalid_expiresAt` unless it is later than now. */
export function expiryTime(value: unknown, now: number): number {
  const time = typeof value === 'string' && ISO_PATTERN.test(value) ? Date.parse(value) : value;
  if (typeof time !== 'number' || !(time > now) || time > MAX_TIME_MS) throw new OttoError('invalid_expiresAt');
  return time;
}
