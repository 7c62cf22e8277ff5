import { isRecord, OttoError } from '@otto/protocol';
import type { Gap, Update } from '@otto/sdk';
import type { Output } from '../output/output';
import type { Progress } from '../output/spinner';
import { updateLine } from './update-line';

/** What both a subscription and the stream of a test are. */
export interface UpdateSource extends AsyncIterable<Update> {
  on(type: 'gap', listener: (gap: Gap) => void): () => void;
  on(type: 'restored', listener: (restored: { readonly requestId: string }) => void): () => void;
}

/** Lines of NDJSON that tell what goes on with a listener. */
export type StreamLine =
  | {
      type: 'update';
      /** Of the subscription. */
      requestId: string;
      /** Such as network.response, or what a stream adapter makes of it. */
      updateType?: string;
      /** ISO-8601, or ms since 1970, by the node's clock. */
      emittedAt?: string | number;
      /** See listeners.md. */
      data?: unknown;
    }
  | {
      /** Updates are missing. */
      type: 'gap';
      reason: 'slow_reader' | 'interrupted';
      /** How many, as far as that is known. */
      dropped?: number;
      /** Why it was interrupted: the code of an error. */
      code?: string;
    }
  | {
      /** It goes on after an interruption. */
      type: 'restored';
      requestId: string;
    };

/** Prints what a listener tells, a line for each update, with how many there were below them on a terminal. */
export class StreamLines {
  #count = 0;
  #isInterrupted = false;

  constructor(
    private readonly output: Output,
    private readonly progress: Progress,
    private readonly what: string,
  ) {}

  /** How many updates there were. */
  get count(): number {
    return this.#count;
  }

  /**
   * Prints until the source ends; tells of each update when it is printed.
   *
   * @throws OttoError `listener_detached` when the browser ended it, which nobody asked for; what ends the source
   */
  async print(source: UpdateSource, onPrinted: () => void = () => undefined): Promise<void> {
    source.on('gap', (gap) => this.#tellGap(gap));
    source.on('restored', ({ requestId }) => this.#tellRestored(requestId));
    this.#showCount();
    for await (const update of source) {
      await this.#tell(update);
      assertAttached(update);
      onPrinted();
    }
  }

  async #tell(update: Update): Promise<void> {
    this.#count += 1;
    this.#showCount();
    const { requestId, updateType, emittedAt, data } = update;
    const line = { type: 'update', requestId, updateType, emittedAt, data } as StreamLine;
    await this.output.line(updateLine(update, this.output.style, this.output.columns), line);
  }

  #tellGap(gap: Gap): void {
    if (gap.reason === 'slow_reader') {
      this.output.warn(`${gap.dropped} updates came faster than they could be printed, and are lost.`);
      return this.#jsonLine({ type: 'gap', reason: gap.reason, dropped: gap.dropped });
    }
    this.#isInterrupted = true;
    this.#showCount();
    this.output.warn(`Interrupted: ${explain(gap.error)} Trying to go on.`);
    this.#jsonLine({ type: 'gap', reason: gap.reason, code: gap.error.code });
  }

  #tellRestored(requestId: string): void {
    this.#isInterrupted = false;
    this.#showCount();
    this.output.note(`Going on (${requestId}). What happened meanwhile was not captured.`);
    this.#jsonLine({ type: 'restored', requestId });
  }

  /** People have been told on stderr. */
  #jsonLine(line: StreamLine): void {
    if (this.output.isJson) void this.output.line('', line);
  }

  #showCount(): void {
    const state = this.#isInterrupted ? 'Interrupted; trying to go on' : this.what;
    this.progress.update(`${state}: ${this.#count} ${this.#count === 1 ? 'update' : 'updates'}, Ctrl+C ends it`);
  }
}

/** The tab was closed, or the user let go of it. */
function assertAttached({ updateType, data }: Update): void {
  if (updateType !== 'network.detached') return;
  throw new OttoError('listener_detached', { reason: String(isRecord(data) ? data.error : data) });
}

function explain({ code, message }: OttoError): string {
  return `${code}: ${message}`;
}
