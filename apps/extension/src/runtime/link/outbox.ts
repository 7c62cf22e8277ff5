interface Answer {
  readonly requestId: string;
  readonly text: string;
  readonly since: number;
  /** `sent`: handed to the connection there is. `doubtful`: handed to one that was lost before the relay could be heard again. */
  state: 'waiting' | 'sent' | 'doubtful';
}

export interface OutboxBounds {
  readonly maxFrames: number;
  readonly maxChars: number;
  /** No command lives longer than ten minutes, so no answer is worth more. */
  readonly maxAgeMs: number;
}

const BOUNDS: OutboxBounds = { maxFrames: 256, maxChars: 32 * 1024 * 1024, maxAgeMs: 10 * 60_000 };

/**
 * Terminal frames, until it is certain that the relay has them: those that found no connection, and those that were written
 * into one which may be dead without anybody having noticed. Keeps the newest ones; what exceeds the bounds is dropped,
 * oldest first.
 */
export class Outbox {
  readonly #bounds: OutboxBounds;
  readonly #clock: () => number;
  #answers: Answer[] = [];
  #chars = 0;

  constructor(bounds: Partial<OutboxBounds> = {}, clock: () => number = Date.now) {
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#clock = clock;
  }

  /** Which commands the answers end. */
  get requestIds(): string[] {
    return this.#answers.map(({ requestId }) => requestId);
  }

  add(requestId: string, text: string): void {
    this.#answers.push({ requestId, text, since: this.#clock(), state: 'waiting' });
    this.#chars += text.length;
    while (this.#answers.length > this.#bounds.maxFrames || this.#chars > this.#bounds.maxChars) {
      this.#chars -= this.#answers.shift()?.text.length ?? 0;
    }
  }

  /** Sends what waits and is still worth sending, oldest first, until `send` says that the connection is gone again. */
  flush(send: (text: string) => boolean): void {
    const oldest = this.#clock() - this.#bounds.maxAgeMs;
    this.#keep(({ since }) => since >= oldest);
    for (const answer of this.#answers) {
      if (answer.state !== 'waiting') continue;
      if (!send(answer.text)) return;
      answer.state = 'sent';
    }
  }

  /** To be called when the relay is asked for a sign of life; what is returned, when that has come: what was sent before has come too. */
  probe(): () => void {
    const sent = new Set(this.#answers.filter(({ state }) => state === 'sent'));
    return () => this.#keep((answer) => answer.state !== 'sent' || !sent.has(answer));
  }

  /** The connection is lost, and perhaps what was sent through it. */
  lost(): void {
    for (const answer of this.#answers) if (answer.state === 'sent') answer.state = 'doubtful';
  }

  /** The relay has said which commands it still waits for: their answers wait to be sent once more, other doubtful ones have arrived. */
  resume(requestIds: readonly string[]): void {
    const wanted = new Set(requestIds);
    this.#keep(({ state, requestId }) => state !== 'doubtful' || wanted.has(requestId));
    for (const answer of this.#answers) if (answer.state === 'doubtful') answer.state = 'waiting';
  }

  clear(): void {
    this.#keep(() => false);
  }

  #keep(isKept: (answer: Answer) => boolean): void {
    this.#answers = this.#answers.filter(isKept);
    this.#chars = this.#answers.reduce((chars, { text }) => chars + text.length, 0);
  }
}
