import type { LogEntry, LogLevel, LogSource } from '@otto/protocol';

/** Which entries are wanted; what is left out does not narrow. */
export interface LogFilter {
  /** This level and the more serious ones. */
  readonly level?: LogLevel | undefined;
  readonly source?: LogSource | 'all' | undefined;
  readonly nodeId?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The same for entries that are written already. */
export interface LogQuery extends LogFilter {
  /** ISO-8601, a date, or ms since 1970. */
  readonly since?: string | number | Date | undefined;
  /** Only the newest so many, 10 000 at most. */
  readonly latest?: number | undefined;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

export function logMatches(entry: LogEntry, { level, source = 'all', nodeId, requestId }: LogFilter): boolean {
  return (
    (level === undefined || LEVELS.indexOf(entry.level) >= LEVELS.indexOf(level)) &&
    (source === 'all' || entry.source === source) &&
    (nodeId === undefined || entry.nodeId === nodeId) &&
    (requestId === undefined || entry.requestId === requestId)
  );
}

/** The narrowest filter that lets everything pass that one of these does. */
export function widest(filters: readonly LogFilter[]): LogFilter {
  const [first = {}, ...others] = filters;
  return others.reduce<LogFilter>(
    (all, { level, source, nodeId, requestId }) => ({
      level: lower(all.level, level),
      source: same(all.source, source),
      nodeId: same(all.nodeId, nodeId),
      requestId: same(all.requestId, requestId),
    }),
    first,
  );
}

/** `?a=b`, or nothing. */
export function queryText({ since, ...query }: LogQuery): string {
  const parameters = new URLSearchParams();
  const from = since instanceof Date ? since.toISOString() : since;
  for (const [name, value] of Object.entries({ ...query, since: from })) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function lower(a: LogLevel | undefined, b: LogLevel | undefined): LogLevel | undefined {
  if (a === undefined || b === undefined) return undefined;
  return LEVELS.indexOf(a) < LEVELS.indexOf(b) ? a : b;
}

function same<T>(a: T, b: T): T | undefined {
  return a === b ? a : undefined;
}
