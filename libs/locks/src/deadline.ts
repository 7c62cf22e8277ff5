import type { Time, Timer } from './time';

/** The moment until which something may take, and the timer that says so when it passes. */
export class Deadline {
  /** Milliseconds since 1970. */
  readonly at: number;
  #timer: Timer | undefined;

  constructor(
    private readonly time: Time,
    readonly timeoutMs: number,
    onPassed: () => void,
  ) {
    this.at = time.now() + timeoutMs;
    this.#timer = time.start(timeoutMs, () => {
      this.#timer = undefined;
      onPassed();
    });
  }

  get hasPassed(): boolean {
    return this.time.now() >= this.at;
  }

  /** Stops the timer; `onPassed` is not called any more. Harmless when it has passed. */
  clear(): void {
    if (this.#timer === undefined) return;
    this.time.stop(this.#timer);
    this.#timer = undefined;
  }
}
