import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { dayFileName, listLogFiles } from './log-files';

/** One line of the log that waits for the disk. */
export interface PendingLine {
  readonly day: string;
  /** Without its newline. */
  readonly line: string;
  /** With its newline. */
  readonly bytes: number;
}

interface ActiveFile {
  readonly day: string;
  readonly part: number;
  readonly handle: FileHandle;
  bytes: number;
}

/** Appends lines to the file of their day, and to a further part of it when it has grown to `maxFileBytes`. */
export class DayFileWriter {
  #active: ActiveFile | undefined;

  constructor(
    private readonly directory: string,
    private readonly maxFileBytes: number,
  ) {}

  /** Not to be called again before it has settled. When it rejects, some of the lines may be missing. */
  async append(lines: readonly PendingLine[]): Promise<void> {
    for (let from = 0; from < lines.length;) {
      const first = lines[from] as PendingLine;
      const file = await this.#fileFor(first);
      const end = endOfFit(lines, from, this.maxFileBytes - file.bytes);
      const chunk = lines.slice(from, end);
      await file.handle.appendFile(chunk.map(({ line }) => `${line}\n`).join(''));
      file.bytes += chunk.reduce((sum, { bytes }) => sum + bytes, 0);
      from = end;
    }
  }

  async close(): Promise<void> {
    const active = this.#active;
    this.#active = undefined;
    await active?.handle.close();
  }

  async #fileFor({ day, bytes }: PendingLine): Promise<ActiveFile> {
    if (this.#active?.day !== day) {
      await this.close();
      this.#active = await this.#openPart(day, await this.#newestPart(day));
    }
    while (this.#active.bytes > 0 && this.#active.bytes + bytes > this.maxFileBytes) {
      const { part } = this.#active;
      await this.close();
      this.#active = await this.#openPart(day, part + 1);
    }
    return this.#active;
  }

  async #newestPart(day: string): Promise<number> {
    const files = await listLogFiles(this.directory);
    return files.findLast((file) => file.day === day)?.part ?? 0;
  }

  async #openPart(day: string, part: number): Promise<ActiveFile> {
    const { O_APPEND, O_CREAT, O_RDWR } = constants;
    const file = path.join(this.directory, dayFileName(day, part));
    const handle = await open(file, O_APPEND | O_CREAT | O_RDWR, 0o600);
    try {
      await handle.chmod(0o600);
      return { day, part, handle, bytes: await endTornLine(handle) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
}

/** A crash may have cut the last line; without a newline the next entry would be lost with it. Returns the size. */
async function endTornLine(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  if (size === 0) return 0;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  if (last.toString() === '\n') return size;
  await handle.appendFile('\n');
  return size + 1;
}

/** The index after the last line that belongs to the same day and fits; the first one always does. */
function endOfFit(lines: readonly PendingLine[], from: number, room: number): number {
  const { day } = lines[from] as PendingLine;
  let left = room;
  let end = from;
  for (; end < lines.length; end += 1) {
    const line = lines[end] as PendingLine;
    left -= line.bytes;
    if (line.day !== day || (left < 0 && end > from)) break;
  }
  return end;
}
