import type { ReceivedFrame } from '../frame-inbox';

interface Asked {
  /** Goes to the node with the command and has to come back with the result. */
  readonly mark: string;
  ends: number;
}

/** The commands of one session, and what became of them. */
export class CommandLedger {
  readonly #asked = new Map<string, Asked>();
  readonly #strays: string[] = [];

  /** Commands that have no terminal frame yet. */
  get open(): string[] {
    return [...this.#asked].filter(([, { ends }]) => ends === 0).map(([requestId]) => requestId);
  }

  get size(): number {
    return this.#asked.size;
  }

  asks(requestId: string, mark: string): void {
    this.#asked.set(requestId, { mark, ends: 0 });
  }

  /** A `result` or `error` that came in. */
  ends({ requestId, payload }: ReceivedFrame): void {
    const asked = this.#asked.get(requestId);
    if (asked === undefined) return void this.#strays.push(requestId);
    asked.ends += 1;
    const { mark } = (payload.data ?? {}) as { mark?: string };
    if (mark !== undefined && mark !== asked.mark) this.#strays.push(`${requestId} with the result of ${mark}`);
  }

  /** What is not as it has to be: empty when every command had one terminal frame, and nothing of anybody else came. */
  complaints(): string[] {
    const wrong = [...this.#asked].filter(([, { ends }]) => ends !== 1);
    return [
      ...wrong.map(([requestId, { mark, ends }]) => `${mark} (${requestId}) has ${ends} terminal frames`),
      ...this.#strays.map((stray) => `a terminal frame for ${stray}, which nobody asked for`),
    ];
  }
}
