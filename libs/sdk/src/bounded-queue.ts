export interface BoundedQueueOptions {
  readonly maxItems: number;
  /** Upper bound of the sizes of all items together. */
  readonly maxSize: number;
  /** Told, when its reader gets to that place, how many items were dropped there. */
  readonly onGap: (dropped: number) => void;
}

interface Sized<T> {
  readonly value: T;
  readonly size: number;
}

interface Reader<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: Error) => void;
}

/** Items on their way to a reader of its own speed. When that is too slow the oldest are dropped, and counted. */
export class BoundedQueue<T> implements AsyncIterableIterator<T, undefined> {
  readonly #items: Sized<T>[] = [];
  readonly #readers: Reader<T>[] = [];
  readonly #options: BoundedQueueOptions;
  #size = 0;
  #dropped = 0;
  #end: { readonly error: Error | undefined } | undefined;

  constructor(options: BoundedQueueOptions) {
    this.#options = options;
  }

  /** Ignored once the queue has ended. `size` in whatever `maxSize` is in. */
  push(value: T, size: number): void {
    if (this.#end) return;
    const reader = this.#readers.shift();
    if (reader) return reader.resolve({ value, done: false });
    this.#items.push({ value, size });
    this.#size += size;
    this.#dropOldest();
  }

  /** What is in it is still read; then the readers are told that it is over, or why. */
  end(error?: Error): void {
    this.#end ??= { error };
    for (const reader of this.#readers.splice(0)) this.#finish(reader);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    this.#tellGap();
    const item = this.#items.shift();
    if (item) {
      this.#size -= item.size;
      return Promise.resolve({ value: item.value, done: false });
    }
    return new Promise((resolve, reject) => {
      const reader = { resolve, reject };
      if (this.#end) this.#finish(reader);
      else this.#readers.push(reader);
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #dropOldest(): void {
    const { maxItems, maxSize } = this.#options;
    while (this.#items.length > maxItems || (this.#size > maxSize && this.#items.length > 1)) {
      this.#size -= this.#items.shift()?.size ?? 0;
      this.#dropped += 1;
    }
  }

  #tellGap(): void {
    if (this.#dropped === 0) return;
    const dropped = this.#dropped;
    this.#dropped = 0;
    this.#options.onGap(dropped);
  }

  /** An error is told once; whoever goes on reading finds the end. */
  #finish({ resolve, reject }: Reader<T>): void {
    const error = this.#end?.error;
    this.#end = { error: undefined };
    if (error) reject(error);
    else resolve({ value: undefined, done: true });
  }
}
