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
  #healthy = true;
  #restsUntil = 0;
  #retry: NodeJS.Timeout | undefined;
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

  /** Whether the disk took the last lines that it was given. */
  get healthy(): boolean {
    return this.#healthy;
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
      return this.options.clock() < this.#restsUntil ? undefined : this.#writeWaiting();
    });
    return this.#nextPass;
  }

  async close(): Promise<void> {
    this.#endRest();
    await this.flush();
    this.#endRest();
    await this.writer.close().catch(() => undefined);
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
    const isNews = this.#healthy;
    this.#healthy = false;
    this.#lose(lines);
    this.#rest();
    await this.writer.close().catch(() => undefined);
    if (isNews) this.options.onTrouble(error);
  }

  #accepted(): void {
    this.#healthy = true;
    const lost = this.#lost;
    this.#lost = 0;
    if (lost > 0) this.options.onRecovery(lost);
  }

  /** What comes meanwhile is written at the end, even if nothing else comes then. */
  #rest(): void {
    const { clock, retryAfterMs } = this.options;
    this.#endRest();
    this.#restsUntil = clock() + retryAfterMs;
    this.#retry = setTimeout(() => {
      this.#endRest();
      void this.flush();
    }, retryAfterMs);
    this.#retry.unref();
  }

  #endRest(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#restsUntil = 0;
  }

  #lose(lines: number): void {
    this.#lost += lines;
    this.#lostEver += lines;
  }
}
