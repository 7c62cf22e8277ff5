import { OttoError } from '@otto/protocol';

/** How much of one controller may wait at a time, over all lanes and nodes. */
export class WaitBudget {
  #count = 0;
  #bytes = 0;

  constructor(
    private readonly maxCount: number,
    private readonly maxBytes: number,
  ) {}

  get isUnused(): boolean {
    return this.#count === 0 && this.#bytes === 0;
  }

  /** Counts something that begins to wait and holds `bytes` of memory meanwhile. Throws `controller_queue_overflow`. */
  take(bytes: number): void {
    if (this.#count >= this.maxCount || this.#bytes + bytes > this.maxBytes) {
      throw new OttoError('controller_queue_overflow');
    }
    this.#count += 1;
    this.#bytes += bytes;
  }

  /** Uncounts it when it no longer waits. */
  giveBack(bytes: number): void {
    this.#count -= 1;
    this.#bytes -= bytes;
  }
}
