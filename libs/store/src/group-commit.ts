import { OttoError } from '@otto/protocol';
import type { DurableFile } from './durable-file';
import { Turns } from './turns';

interface Write {
  readonly line: string;
  readonly undo: () => void;
  readonly resolve: () => void;
  readonly reject: (error: OttoError) => void;
}

/** Lines that may wait for a disk that does not answer. */
const MAX_WAITING = 65_536;

/**
 * Appends lines to a file. A line is on disk before it is acknowledged; lines that come while the disk is busy share the
 * next write. After a write that failed nothing more is written: what the file then holds is known to nobody.
 */
export class GroupCommit {
  readonly #turns = new Turns();
  readonly #onFailure: (error: unknown) => void;
  #file: DurableFile;
  #waiting: Write[] = [];
  #waitingBytes = 0;
  #endBytes: number;
  #failure: unknown;
  #closing: Promise<void> | undefined;

  constructor(file: DurableFile, onFailure: (error: unknown) => void) {
    this.#file = file;
    this.#endBytes = file.size;
    this.#onFailure = onFailure;
  }

  /** Whether lines are taken. */
  get healthy(): boolean {
    return this.#failure === undefined && this.#closing === undefined;
  }

  /** The file as it is now; `size` of it is written. */
  get file(): DurableFile {
    return this.#file;
  }

  /** Where in the file the next line will begin, behind those that wait. */
  get endBytes(): number {
    return this.#endBytes;
  }

  /** Throws `storage_unavailable` when a line would be refused. */
  assertReady(): void {
    if (!this.healthy || this.#waiting.length >= MAX_WAITING) throw this.#unavailable();
  }

  /**
   * Resolves when the line, and every line before it, is on disk; an empty one only waits. Rejects with `storage_unavailable`,
   * after `undo` was called for this line and all that came later.
   */
  write(line: string, undo: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, undo, resolve, reject });
      this.#waitingBytes += Buffer.byteLength(line);
      this.#endBytes += Buffer.byteLength(line);
      if (this.#waiting.length === 1) void this.#turns.run(() => this.#flush());
    });
  }

  /**
   * Goes on in another file. `replace` gets the file as it is between two writes and answers the one that has taken its
   * place; while it throws, the old one stays. `settle` makes the replacement last: when that fails, so does writing.
   */
  swap(replace: (old: DurableFile) => Promise<DurableFile>, settle: () => Promise<void>): Promise<void> {
    return this.#turns.run(async () => {
      if (!this.healthy) throw this.#unavailable();
      const old = this.#file;
      this.#file = await replace(old);
      this.#endBytes = this.#file.size + this.#waitingBytes;
      await old.close().catch(this.#onFailure);
      await settle().catch((error: unknown) => this.#fail(error, [], this.#file.size));
    });
  }

  /** Takes no more lines; resolves when those that came are on disk (or refused) and the file is closed. */
  close(): Promise<void> {
    this.#closing ??= this.#turns.run(() => this.#flush()).then(() => this.#turns.run(() => this.#file.close()));
    return this.#closing;
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    const text = batch.map(({ line }) => line).join('');
    const sizeBefore = this.#file.size;
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      if (text !== '') {
        await this.#file.append(text);
        await this.#file.sync();
      }
    } catch (error) {
      await this.#fail(error, batch, sizeBefore);
      return;
    }
    for (const { resolve } of batch) resolve();
  }

  async #fail(error: unknown, batch: readonly Write[], sizeBefore: number): Promise<void> {
    this.#failure = error;
    const lost = [...batch, ...this.#waiting.splice(0)];
    for (const { undo } of lost.toReversed()) undo();
    // Best effort: what remains of the batch was never acknowledged, and half a line is dropped when it is read.
    await this.#file.truncate(sizeBefore).catch(() => undefined);
    for (const { reject } of lost) reject(this.#unavailable());
    this.#onFailure(error);
  }

  #unavailable(): OttoError {
    return new OttoError('storage_unavailable', {}, { cause: this.#failure });
  }
}
