import { linesForward } from './lines';
import { listLogFiles, type LogFile } from './log-files';

interface Count {
  readonly bytes: number;
  readonly entries: number;
}

/** How many entries the files hold. Counts each byte once: a file that has grown is counted on from where it ended. */
export class EntryCounts {
  #counts = new Map<string, Count>();

  constructor(private readonly directory: string) {}

  async total(signal?: AbortSignal): Promise<{ entries: number; bytes: number }> {
    const files = await listLogFiles(this.directory);
    const counts = new Map<string, Count>();
    for (const file of files) counts.set(file.name, await this.#count(file, signal));
    this.#counts = counts;
    const all = [...counts.values()];
    return {
      entries: all.reduce((sum, { entries }) => sum + entries, 0),
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    };
  }

  async #count({ name, path, bytes }: LogFile, signal: AbortSignal | undefined): Promise<Count> {
    const known = this.#counts.get(name);
    const from = known !== undefined && known.bytes <= bytes ? known : { bytes: 0, entries: 0 };
    let { entries } = from;
    for await (const text of linesForward({ path, from: from.bytes, to: bytes })) {
      signal?.throwIfAborted();
      entries += completeLines(text);
    }
    return { bytes, entries };
  }
}

/** Lines that end as an entry does, so that a line which a crash has cut is not counted. */
function completeLines(text: string): number {
  return text.split('\n').filter((line) => line.endsWith('}')).length;
}
