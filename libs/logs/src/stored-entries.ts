import { linesBackward, linesForward, type Stretch } from './lines';
import { parseEntry, parseLegacyEntry } from './log-entry';
import { dayOf, listLogFiles, type LogFile } from './log-files';
import { entryMatcher, type EntryMatcher, type LogFilter } from './log-filter';
import type { SizedEntry } from './recent-entries';

/** How far the clock may have been set back between two entries, so that they are out of order in the file. */
export const CLOCK_STEP_MS = 60_000;

/**
 * Reads the files of the log block by block. Readers take turns, one block in a turn of the event loop, so that even a
 * search through gigabytes holds up commands for less than a millisecond at a time.
 */
export class StoredEntries {
  #turn: Promise<void> = Promise.resolve();

  constructor(private readonly directory: string) {}

  /** The entries that match, in groups, the oldest first; those that were there when it was called. */
  async *oldestFirst(filter: LogFilter, signal?: AbortSignal): AsyncGenerator<SizedEntry[]> {
    const matcher = entryMatcher(filter);
    for (const file of await this.#filesFor(filter)) {
      for await (const text of linesForward(whole(file))) {
        await this.#takeTurn(signal);
        yield matching(text, file, matcher);
      }
    }
  }

  /** The same entries, the newest first. */
  async *newestFirst(filter: LogFilter, signal?: AbortSignal): AsyncGenerator<SizedEntry[]> {
    const matcher = entryMatcher(filter);
    for (const file of (await this.#filesFor(filter)).reverse()) {
      for await (const text of linesBackward(whole(file))) {
        await this.#takeTurn(signal);
        yield matching(text, file, matcher).reverse();
        if (filter.since !== undefined && beginsBefore(text, filter.since - CLOCK_STEP_MS)) return;
      }
    }
  }

  async #filesFor({ since }: LogFilter): Promise<LogFile[]> {
    const files = await listLogFiles(this.directory);
    if (since === undefined) return files;
    const firstDay = dayOf(since);
    return files.filter(({ day, modifiedAt }) => (day ?? dayOf(modifiedAt)) >= firstDay);
  }

  async #takeTurn(signal: AbortSignal | undefined): Promise<void> {
    this.#turn = this.#turn.then(() => new Promise((resolve) => setImmediate(resolve)));
    await this.#turn;
    signal?.throwIfAborted();
  }
}

function whole({ path, bytes }: LogFile): Stretch {
  return { path, from: 0, to: bytes };
}

function matching(text: string, { day }: LogFile, matcher: EntryMatcher): SizedEntry[] {
  if (!matcher.mayMatch(text)) return [];
  const parse = day === undefined ? parseLegacyEntry : parseEntry;
  const entries: SizedEntry[] = [];
  for (const line of text.split('\n')) {
    const entry = line === '' ? undefined : parse(line);
    if (entry !== undefined && matcher.matches(entry)) entries.push({ entry, bytes: line.length });
  }
  return entries;
}

function beginsBefore(text: string, time: number): boolean {
  const [line = ''] = text.split('\n', 1);
  const first = parseEntry(line);
  return first !== undefined && Date.parse(first.timestamp) < time;
}
