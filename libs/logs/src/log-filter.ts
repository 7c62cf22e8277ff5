import type { LogEntry, LogLevel, LogSource } from '@otto/protocol';
import { SEVERITY, jsonLine } from './log-entry';

/** Which entries a reader wants and may see; what is left out does not narrow. */
export interface LogFilter {
  /** ms since 1970. */
  readonly since?: number | undefined;
  /** This level and the more serious ones. */
  readonly level?: LogLevel | undefined;
  readonly source?: LogSource | undefined;
  /** Only the newest so many of those that pass. */
  readonly latest?: number | undefined;
  readonly nodeId?: string | undefined;
  readonly requestId?: string | undefined;
  /** Whether the reader may see an entry at all. Asked for every entry, so that a lost right counts at once. */
  readonly visible?: ((entry: LogEntry) => boolean) | undefined;
}

/** Whether everything passes. */
export function isUnnarrowed(filter: LogFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

/** A filter, prepared for many entries. */
export interface EntryMatcher {
  matches(entry: LogEntry): boolean;
  /** False when no line of a text can match, which is far cheaper to tell than parsing them. */
  mayMatch(text: string): boolean;
}

export function entryMatcher({ since, level, source, nodeId, requestId, visible }: LogFilter): EntryMatcher {
  const from = since === undefined ? undefined : new Date(since).toISOString();
  const severity = level === undefined ? 0 : SEVERITY[level];
  const needles = [nodeId, requestId].filter((id) => id !== undefined).map((id) => jsonLine(id));
  return {
    matches: (entry) =>
      (from === undefined || entry.timestamp >= from) &&
      SEVERITY[entry.level] >= severity &&
      (source === undefined || entry.source === source) &&
      (nodeId === undefined || entry.nodeId === nodeId) &&
      (requestId === undefined || entry.requestId === requestId) &&
      (visible === undefined || visible(entry)),
    mayMatch: (text) => needles.every((needle) => text.includes(needle)),
  };
}
