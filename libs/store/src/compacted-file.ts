import { dirname } from 'node:path';
import { DurableFile, syncDirectory } from './durable-file';
import { encodeChange, encodeLine, type Change } from './journal-line';

const CHUNK_BYTES = 64 * 1024;

/** A new, shorter file that is about to take the place of a journal's file. */
export class CompactedFile {
  readonly #path: string;
  readonly #file: DurableFile;

  private constructor(path: string, file: DurableFile) {
    this.#path = path;
    this.#file = file;
  }

  /** Writes a line for every row, in small pieces so that nothing else has to wait; `signal` stops it. */
  static async write<V>(path: string, rows: readonly Change<V>[], signal?: AbortSignal): Promise<CompactedFile> {
    const file = await DurableFile.create(`${path}.compact`);
    try {
      let chunk = '';
      for (const row of rows) {
        chunk += encodeLine([encodeChange(row)]);
        if (chunk.length < CHUNK_BYTES) continue;
        signal?.throwIfAborted();
        await file.append(chunk);
        chunk = '';
      }
      await file.append(chunk);
      await file.sync();
      return new CompactedFile(path, file);
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  /** Puts a file with just these rows at `path`, for good. For a journal that is not open. */
  static async install<V>(path: string, rows: readonly Change<V>[]): Promise<void> {
    const compacted = await CompactedFile.write(path, rows);
    await (await compacted.replace()).close();
    await compacted.settle();
  }

  /** Adds the lines that the old file got in the meantime, and has them on disk. */
  async catchUp(old: DurableFile, from: number, to: number): Promise<void> {
    if (from === to) return;
    await old.copyTo(this.#file, from, to);
    await this.#file.sync();
  }

  /** Takes the place of the old file. */
  async replace(): Promise<DurableFile> {
    await this.#file.moveTo(this.#path);
    return this.#file;
  }

  /** Makes the replacement last: without it a power cut could bring the old file back. */
  async settle(): Promise<void> {
    await syncDirectory(dirname(this.#path));
  }

  /** Closes and deletes it. Only before `replace`. */
  async discard(): Promise<void> {
    await this.#file.discard();
  }
}
