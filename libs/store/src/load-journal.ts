import { createReadStream } from 'node:fs';
import { DurableFile } from './durable-file';
import { decodeLine } from './journal-line';
import type { LiveTable } from './live-table';
import { systemCode } from './not-writable';

/** What was found when a journal was opened. */
export interface JournalReport {
  /** Keys that live. */
  readonly loaded: number;
  /** Keys that were dropped because their time is over. */
  readonly expired: number;
  /** Lines that no journal writes; they were moved to `<file>.corrupt`. */
  readonly malformed: number;
  /** 1 when a crash had cut off the last line (a commit that was never acknowledged), else 0. */
  readonly torn: number;
}

const LINE_END = 0x0a;

/**
 * Reads a journal file into a table; a missing file is an empty one. Malformed lines are appended to `<path>.corrupt`,
 * on disk when this resolves; a last line without its end is left out.
 */
export async function loadJournal<V>(
  path: string,
  table: LiveTable<V>,
  check: (value: unknown) => value is V,
): Promise<Pick<JournalReport, 'malformed' | 'torn'>> {
  const corrupt = new CorruptLines(`${path}.corrupt`);
  let torn = 0;
  for await (const { bytes, complete } of readLines(path)) {
    const changes = complete ? decodeLine(bytes, check) : undefined;
    if (changes !== undefined) table.load(changes);
    else if (complete) await corrupt.keep(bytes);
    else torn = 1;
  }
  await corrupt.close();
  return { malformed: corrupt.count, torn };
}

interface Line {
  readonly bytes: Uint8Array;
  /** Whether its line end is there: it is the last thing that is written. */
  readonly complete: boolean;
}

async function* readLines(path: string): AsyncGenerator<Line> {
  const begun: Buffer[] = [];
  for await (const chunk of readChunks(path)) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      const bytes = Buffer.concat([...begun.splice(0), chunk.subarray(from, end)]);
      from = end + 1;
      yield { bytes, complete: true };
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), complete: false };
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(path)) yield chunk as Buffer;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Where lines go that cannot be read, for a person to look at. The file is made with the first of them. */
class CorruptLines {
  readonly #path: string;
  #file: DurableFile | undefined;
  count = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async keep(line: Uint8Array): Promise<void> {
    this.#file ??= await DurableFile.open(this.#path);
    await this.#file.append(Buffer.concat([line, Buffer.of(LINE_END)]));
    this.count += 1;
  }

  async close(): Promise<void> {
    await this.#file?.sync();
    await this.#file?.close();
  }
}
