/** Collects items for `delayMs`, or until there are `maxItems`, and then hands them over together. */
export class Batch<T> {
  #items: T[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly delayMs: number,
    private readonly maxItems: number,
    private readonly take: (items: readonly T[]) => void,
  ) {}

  get size(): number {
    return this.#items.length;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.#items.length >= this.maxItems) this.handOver();
    else this.#timer ??= setTimeout(() => this.handOver(), this.delayMs);
  }

  /** Hands over at once what there is. */
  handOver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    this.take(items);
  }
}
