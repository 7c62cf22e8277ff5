import { makeFrame, withoutSecrets, type ExtensionLogEntry } from '@otto/protocol';
import { GapQueue } from '../gap-queue';
import type { EventSource } from '../worker/event-pump';
import { LogRate } from './log-rate';

/** What is told of a happening: ids, numbers and short texts, never what a command took or gave. */
export interface LogFields extends Omit<ExtensionLogEntry, 'data' | 'timestamp'> {
  readonly data?: Readonly<Record<string, string | number | boolean | undefined>>;
}

export interface ExtensionLogOptions {
  /** Told when there is something to take. */
  readonly onWaiting: () => void;
  readonly clock?: () => number;
}

const BOUNDS = { maxEvents: 500, maxChars: 512 * 1024 };
const RATE = { perMinute: 240, burst: 120 };
const MAX_TEXT = 1000;
const MAX_ID = 128;
const FRAME_ID = 'log_';
const REST_MS = 10_000;

/**
 * What the node reports of itself to its relay, while its user wants that. Entries wait for a connection and for their turn;
 * those that are too many are counted, and told by a later one.
 */
export class ExtensionLog implements EventSource {
  readonly #options: ExtensionLogOptions;
  readonly #clock: () => number;
  readonly #rate: LogRate;
  #waiting = this.#newQueue();
  #isWanted = false;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ExtensionLogOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.#rate = new LogRate(RATE, this.#clock());
  }

  /** What has not gone when its user does not want it any more never goes. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    this.#waiting = this.#newQueue();
    clearTimeout(this.#later);
    this.#later = undefined;
    this.write({ level: 'info', type: 'log.started' });
  }

  write(fields: LogFields): void {
    if (!this.#isWanted) return;
    this.#waiting.add(this.#frame(fields));
    this.#options.onWaiting();
  }

  /** Whether that frame was an entry. The relay has refused it: it counts as missing, and others wait a while. */
  refused(requestId: string, retryAfterMs: unknown): boolean {
    if (!requestId.startsWith(FRAME_ID)) return false;
    this.#waiting.miss();
    this.#rate.rest(typeof retryAfterMs === 'number' ? Math.max(retryAfterMs, REST_MS) : REST_MS, this.#clock());
    return true;
  }

  take(): string | undefined {
    if (this.#waiting.isEmpty) return undefined;
    const waitMs = this.#rate.take(this.#clock());
    if (waitMs === 0) return this.#waiting.shift();
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      this.#options.onWaiting();
    }, waitMs);
    return undefined;
  }

  #newQueue(): GapQueue<string> {
    return new GapQueue({
      ...BOUNDS,
      charsOf: ({ length }) => length,
      gapOf: (count) => this.#frame({ level: 'warn', type: 'log.entries_dropped', data: { count } }),
    });
  }

  #frame({ data, ...fields }: LogFields): string {
    const entry = {
      ...mapTexts(fields, (text) => text.slice(0, MAX_ID)),
      timestamp: new Date(this.#clock()).toISOString(),
      ...(data && { data: mapTexts(data, (text) => withoutSecrets(text.slice(0, MAX_TEXT))) }),
    };
    const frame = makeFrame('node', 'event', `${FRAME_ID}${crypto.randomUUID()}`, { type: 'extension_log', entry });
    return JSON.stringify(frame);
  }
}

function mapTexts(fields: object, change: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? change(value) : value]),
  );
}
