import { isRecord, type LogEntry, type LogLevel } from '@otto/protocol';
import { printable } from '../output/printable';
import type { Style } from '../output/style';
import { fitting, padded, textWidth } from '../output/text-width';

/** Of the column of times: `12s ago` and `14:03:46`. */
const TIME_COLUMNS = 8;
const SOURCE_COLUMNS = 'controller'.length;
/** A type that is longer moves what follows it. */
const MAX_TYPE_COLUMNS = 28;
/** --json has all of it. */
const MAX_DATA_COLUMNS = 160;

/** Lays entries of the operation log out as lines, with columns that widen as longer types come. */
export class LogLines {
  #typeColumns = 0;

  /** @param timeOf How an entry's time is told. */
  constructor(
    private readonly style: Style,
    private readonly timeOf: (ms: number) => string,
  ) {}

  /** Makes room for entries that are known already, so that all of them stand aligned. */
  expect(entries: readonly LogEntry[]): void {
    for (const { type } of entries) this.#widen(type);
  }

  line(entry: LogEntry): string {
    const { timestamp, level, source, type } = entry;
    this.#widen(type);
    const { dim, bold } = this.style;
    return [
      dim(this.timeOf(Date.parse(timestamp)).padStart(TIME_COLUMNS)),
      this.#level(level),
      padded(source, SOURCE_COLUMNS),
      bold(padded(clean(type), this.#typeColumns)),
      this.#details(entry),
    ]
      .join('  ')
      .trimEnd();
  }

  #widen(type: string): void {
    this.#typeColumns = Math.max(this.#typeColumns, Math.min(MAX_TYPE_COLUMNS, textWidth(clean(type))));
  }

  #level(level: LogLevel): string {
    const { dim, cyan, yellow, red } = this.style;
    const paint = { debug: dim, info: cyan, warn: yellow, error: red }[level];
    return paint(level.toUpperCase().padEnd('ERROR'.length));
  }

  /** What happened first, whom it concerns next, and what else there is to tell at last. */
  #details({ status, action, requestId, nodeId, clientId, data }: LogEntry): string {
    const what = [status, action].filter((text) => text !== undefined);
    const who = [requestId, nodeId, clientId].filter((text) => text !== undefined);
    const more = data === undefined ? '' : fitting(clean(dataText(data)), MAX_DATA_COLUMNS);
    const dimmed = [...who.map(clean), more].filter((text) => text !== '').join('  ');
    return [...what.map(clean), this.style.dim(dimmed)].filter((text) => text !== '').join('  ');
  }
}

function clean(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ');
}

/** `role=controller address=127.0.0.1`, with JSON for what is not plain. */
function dataText(data: unknown): string {
  if (!isRecord(data)) return plain(data);
  return Object.entries(data)
    .map(([key, value]) => `${key}=${plain(value)}`)
    .join(' ');
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}
