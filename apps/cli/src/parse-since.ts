import { OttoError } from '@otto/protocol';

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const AGE = /^(\d{1,6})([smhd])$/;
const MS = /^\d{10,15}$/;
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}.*)?$/;

/** Reads a point in time: how long ago (`90s`, `10m`, `2h`, `3d`), ISO-8601, or ms since 1970. Gives ISO-8601 in UTC. */
export function parseSince(name: string, text: string, now = Date.now()): string {
  const time = pointInTime(text, now);
  if (Number.isFinite(time) && Math.abs(time) <= 8.64e15) return new Date(time).toISOString();
  const reason = `"${text}" is no point in time such as 10m, 2h or 3d (ago), 2026-11-20 or 2026-11-20T14:00:00Z`;
  throw new OttoError('invalid_argument', { name, reason });
}

function pointInTime(text: string, now: number): number {
  const [, count, unit = ''] = AGE.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (UNITS_MS[unit] ?? NaN);
  if (MS.test(text)) return Number(text);
  return ISO_8601.test(text) ? Date.parse(text) : NaN;
}
