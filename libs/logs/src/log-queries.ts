import type { LogEntry } from '@otto/protocol';
import type { EntryIds } from './entry-ids';
import { jsonLine } from './log-entry';
import { entryMatcher, type LogFilter } from './log-filter';
import type { RecentEntries, SizedEntry } from './recent-entries';
import { CLOCK_STEP_MS, type StoredEntries } from './stored-entries';

/** What one list may hold; an export has no bound. */
const MAX_LISTED_ENTRIES = 10_000;
const MAX_LISTED_BYTES = 16 * 1024 * 1024;

/** ISO-8601; null when there is no entry. */
export interface LogEnds {
  readonly oldest: string | null;
  readonly newest: string | null;
}

export interface LogExtent extends LogEnds {
  readonly entries: number;
}

/** Answers questions from memory first, and from the files for what is older. */
export class LogQueries {
  constructor(
    private readonly recent: RecentEntries,
    private readonly stored: StoredEntries,
    private readonly ids: EntryIds,
  ) {}

  /** The newest entries that pass, the oldest of them first. */
  async list(filter: LogFilter, signal?: AbortSignal): Promise<LogEntry[]> {
    const list = new NewestEntries(filter.latest ?? MAX_LISTED_ENTRIES);
    const { matches } = entryMatcher(filter);
    const recent = this.recent.newestFirst();
    list.add(recent.filter(({ entry }) => matches(entry)));
    const oldest = recent.at(-1);
    if (list.isFull || reachesBack(oldest, filter.since)) return list.oldestFirst();
    for await (const group of this.stored.newestFirst(filter, signal)) {
      list.add(group.filter(({ entry }) => !this.#isAmong(entry, oldest?.sequence)));
      if (list.isFull) break;
    }
    return list.oldestFirst();
  }

  /** The entries that pass as JSON lines, the oldest first, in texts of several lines. */
  async *export(filter: LogFilter, signal?: AbortSignal): AsyncGenerator<string> {
    if (filter.latest !== undefined) {
      for (const entry of await this.list(filter, signal)) yield `${jsonLine(entry)}\n`;
      return;
    }
    for await (const group of this.stored.oldestFirst(filter, signal)) {
      if (group.length > 0) yield group.map(({ entry }) => `${jsonLine(entry)}\n`).join('');
    }
  }

  /** The times of the first and last entry of all. */
  async ends(signal?: AbortSignal): Promise<LogEnds> {
    return {
      oldest: await firstTimestamp(this.stored.oldestFirst({}, signal)),
      newest: await firstTimestamp(this.stored.newestFirst({}, signal)),
    };
  }

  /** Counts the entries that pass. */
  async extent(filter: LogFilter, signal?: AbortSignal): Promise<LogExtent> {
    let entries = 0;
    let oldest: string | null = null;
    let newest: string | null = null;
    for await (const group of this.stored.oldestFirst(filter, signal)) {
      entries += group.length;
      oldest ??= group[0]?.entry.timestamp ?? null;
      newest = group.at(-1)?.entry.timestamp ?? newest;
    }
    return { entries, oldest, newest };
  }

  /** Recent entries are in the files too; they are told by their sequence numbers. */
  #isAmong({ id }: LogEntry, oldestRecent: number | undefined): boolean {
    const sequence = this.ids.sequenceOf(id);
    return sequence !== undefined && oldestRecent !== undefined && sequence >= oldestRecent;
  }
}

async function firstTimestamp(groups: AsyncIterable<SizedEntry[]>): Promise<string | null> {
  for await (const [first] of groups) if (first !== undefined) return first.entry.timestamp;
  return null;
}

/** Whether the recent entries alone cover everything since a point in time. */
function reachesBack(oldest: SizedEntry | undefined, since: number | undefined): boolean {
  return oldest !== undefined && since !== undefined && Date.parse(oldest.entry.timestamp) < since - CLOCK_STEP_MS;
}

/** Collects entries, the newest first, until it has as many or as much as it may hold. */
class NewestEntries {
  readonly #entries: LogEntry[] = [];
  #bytes = 0;

  constructor(private readonly maxEntries: number) {}

  get isFull(): boolean {
    return this.#entries.length >= this.maxEntries || this.#bytes >= MAX_LISTED_BYTES;
  }

  add(group: readonly SizedEntry[]): void {
    for (const { entry, bytes } of group) {
      if (this.isFull) return;
      this.#entries.push(entry);
      this.#bytes += bytes;
    }
  }

  oldestFirst(): LogEntry[] {
    return this.#entries.toReversed();
  }
}
