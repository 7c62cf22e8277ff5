import type { PendingLine } from './day-file-writer';

export interface LineWriter {
  append(lines: readonly PendingLine[]): Promise<void>;
  /** Ends what is open; the next append begins anew. */
  close(): Promise<void>;
}

export interface WriteQueueOptions {
  /** Lines beyond this many waiting bytes are dropped and counted. */
  readonly maxBytes: number;
  /** ms without an attempt after the disk refused one. */
  readonly retryAfterMs: number;
  readonly clock: () => number;
  /** Told once when the disk refuses, and again when it takes lines once more, with the number lost in between. */
  readonly onTrouble: (error: unknown) => void;
  readonly onRecovery: (lost: number) => void;
}

/** Takes lines to the disk in the background, one write at a time, in the order in which they came. */
export class WriteQueue {
  #lines: PendingLine[] = [];
  #bytes = 0;
  #passes: Promise<void> = Promise.resolve();
  #nextPass: Promise<void> | undefined;
  #refusedAt: number | undefined;
  #lost = 0;
  #lostEver = 0;

  constructor(
    private readonly writer: LineWriter,
    private readonly options: WriteQueueOptions,
  ) {}

  /** Bytes that are not on the disk yet. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Lines that wait for their turn. */
  get entries(): number {
    return this.#lines.length;
  }

  /** Lines that never got to the disk. */
  get lostEver(): number {
    return this.#lostEver;
  }

  get healthy(): boolean {
    return this.#refusedAt === undefined;
  }

  push(line: PendingLine): void {
    if (this.#bytes + line.bytes > this.options.maxBytes) {
      this.#lose(1);
      return;
    }
    this.#lines.push(line);
    this.#bytes += line.bytes;
  }

  /** Writes what waits now; settles when that is written or given up, and never rejects. */
  flush(): Promise<void> {
    this.#nextPass ??= this.#passes = this.#passes.then(() => {
      this.#nextPass = undefined;
      return this.#rests() ? undefined : this.#writeWaiting();
    });
    return this.#nextPass;
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#writeWaiting();
    await this.writer.close().catch(() => undefined);
  }

  #rests(): boolean {
    const { clock, retryAfterMs } = this.options;
    return this.#refusedAt !== undefined && clock() - this.#refusedAt < retryAfterMs;
  }

  async #writeWaiting(): Promise<void> {
    const lines = this.#lines;
    const bytes = this.#bytes;
    if (lines.length === 0) return;
    this.#lines = [];
    try {
      await this.writer.append(lines);
      this.#accepted();
    } catch (error) {
      await this.#refused(lines.length, error);
    } finally {
      this.#bytes -= bytes;
    }
  }

  /** What was being written is given up: part of it may be in the file, and writing it again would double that part. */
  async #refused(lines: number, error: unknown): Promise<void> {
    this.#lose(lines);
    const isNews = this.#refusedAt === undefined;
    this.#refusedAt = this.options.clock();
    await this.writer.close().catch(() => undefined);
    if (isNews) this.options.onTrouble(error);
  }

  #accepted(): void {
    this.#refusedAt = undefined;
    const lost = this.#lost;
    this.#lost = 0;
    if (lost > 0) this.options.onRecovery(lost);
  }

  #lose(lines: number): void {
    this.#lost += lines;
    this.#lostEver += lines;
  }
}
