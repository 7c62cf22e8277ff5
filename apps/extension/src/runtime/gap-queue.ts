export interface GapQueueOptions<E> {
  readonly maxEvents: number;
  readonly maxChars: number;
  readonly charsOf: (event: E) => number;
  /** Makes the event that stands where others are missing. */
  readonly gapOf: (count: number) => E;
}

/** Events that nobody has taken yet. Full, it takes no more, and tells how many are missing at the place where they are. */
export class GapQueue<E> {
  readonly #options: GapQueueOptions<E>;
  #events: E[] = [];
  #chars = 0;
  #missing = 0;

  constructor(options: GapQueueOptions<E>) {
    this.#options = options;
  }

  get chars(): number {
    return this.#chars;
  }

  get isEmpty(): boolean {
    return this.#events.length === 0 && this.#missing === 0;
  }

  get isFull(): boolean {
    return this.#events.length >= this.#options.maxEvents || this.#chars >= this.#options.maxChars;
  }

  /** Whether it was taken; otherwise it counts as missing. */
  add(event: E): boolean {
    if (this.isFull) {
      this.miss();
      return false;
    }
    this.addAnyway(event);
    return true;
  }

  /** For the one event that has to be told in any case: the last one. */
  addAnyway(event: E): void {
    const gap = this.#takeGap();
    if (gap !== undefined) this.#push(gap);
    this.#push(event);
  }

  /** Counts an event that cannot be told. */
  miss(): void {
    this.#missing++;
  }

  /** The next event. A gap at the end is told when everything before it was taken, whether or not something follows. */
  shift(): E | undefined {
    const event = this.#events.shift();
    if (event === undefined) return this.#takeGap();
    this.#chars -= this.#options.charsOf(event);
    return event;
  }

  #push(event: E): void {
    this.#events.push(event);
    this.#chars += this.#options.charsOf(event);
  }

  #takeGap(): E | undefined {
    if (this.#missing === 0) return undefined;
    const gap = this.#options.gapOf(this.#missing);
    this.#missing = 0;
    return gap;
  }
}
