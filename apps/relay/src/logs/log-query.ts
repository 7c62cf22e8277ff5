import type { LogFilter } from '@otto/logs';
import { OttoError } from '@otto/protocol';
import type { LogsQuery } from '@otto/protocol/dto';

const MS = /^\d{1,15}$/;
/** Later years are written otherwise, and such times do not compare as texts. */
const LAST_TIME = Date.UTC(9999, 11, 31);
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Turns the texts of a query into a filter.
 *
 * @throws OttoError `invalid_since`
 */
export function toLogFilter({ since, level, source, latest, nodeId, requestId }: LogsQuery): LogFilter {
  return {
    since: since === undefined ? undefined : pointInTime(since),
    level,
    source: source === 'all' ? undefined : source,
    latest: latest === undefined ? undefined : Number(latest),
    nodeId,
    requestId,
  };
}

function pointInTime(text: string): number {
  const time = timeOf(text);
  if (Number.isNaN(time) || time > LAST_TIME) throw new OttoError('invalid_since');
  return time;
}

function timeOf(text: string): number {
  if (MS.test(text)) return Number(text);
  return ISO_8601.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : NaN;
}

/** `Date.parse` takes 31 February for 3 March. */
function isDay(text: string): boolean {
  return new Date(text).getUTCDate() === Number(text.slice(-2));
}
