import { isRecord, isSuspect, withoutSecrets, type LogEntry, type LogLevel, type LogSource } from '@otto/protocol';
import { boundedCopy, boundedText } from './bounded-copy';

/** What a caller knows of an entry. The log adds id and time, removes secrets and bounds the size. */
export type NewLogEntry = Omit<LogEntry, 'id' | 'timestamp'>;

/** How serious an entry is; a filter for a level lets that and everything more serious through. */
export const SEVERITY = { debug: 0, info: 1, warn: 2, error: 3 } as const satisfies Record<LogLevel, number>;
const SOURCES = { relay: true, controller: true, node: true } as const satisfies Record<LogSource, true>;

/** Well above what the wire protocol lets ids and names be. */
const MAX_FIELD_LENGTH = 256;

/** Makes the entry that is stored, and its line, from one that was written. */
export function storedEntry(id: string, timestamp: string, written: NewLogEntry): { entry: LogEntry; line: string } {
  const entry: LogEntry = {
    id,
    timestamp,
    level: written.level,
    source: written.source,
    type: boundedText(written.type, MAX_FIELD_LENGTH),
    requestId: field(written.requestId),
    traceId: field(written.traceId),
    nodeId: field(written.nodeId),
    clientId: field(written.clientId),
    action: field(written.action),
    status: field(written.status),
    data: written.data === undefined ? undefined : boundedCopy(written.data),
  };
  const line = JSON.stringify(entry);
  if (!isSuspect(line)) return { entry, line };
  const clean = mapTexts(entry, withoutSecrets) as LogEntry;
  return { entry: clean, line: jsonLine(clean) };
}

function field(text: string | undefined): string | undefined {
  return text === undefined ? undefined : boundedText(text, MAX_FIELD_LENGTH);
}

/** Characters that end lines, drive terminals or turn the direction of text, and that JSON lets through as they are. */
const HIDDEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON on one line, in which nothing can pass for another line or for a command to a terminal. */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value);
  return json.replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Changes every text of plain JSON, keys included. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]));
}

/** Reads one line of a log file; undefined when it is torn, malformed or not a log entry. */
export function parseEntry(line: string): LogEntry | undefined {
  const value = parseRecord(line);
  return value !== undefined && isEntry(value) ? value : undefined;
}

/** Reads one line of an older install, which may lack an id, write its time in another form and hold secrets. */
export function parseLegacyEntry(line: string): LogEntry | undefined {
  const value = parseRecord(line);
  const time = Date.parse(String(value?.timestamp));
  if (value === undefined || Number.isNaN(time)) return undefined;
  const timestamp = new Date(time).toISOString();
  const entry = { ...value, id: typeof value.id === 'string' ? value.id : `legacy_${timestamp}`, timestamp };
  return isEntry(entry) ? storedEntry(entry.id, entry.timestamp, entry).entry : undefined;
}

function parseRecord(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const OPTIONAL_FIELDS = ['requestId', 'traceId', 'nodeId', 'clientId', 'action', 'status'] as const;

function isEntry(value: Record<string, unknown>): value is Record<string, unknown> & LogEntry {
  return (
    typeof value.id === 'string' &&
    typeof value.timestamp === 'string' &&
    typeof value.type === 'string' &&
    Object.hasOwn(SEVERITY, String(value.level)) &&
    Object.hasOwn(SOURCES, String(value.source)) &&
    OPTIONAL_FIELDS.every((field) => value[field] === undefined || typeof value[field] === 'string')
  );
}
