/** A running timer, as `Time.start` gave it. */
export type Timer = object;

/** The clock and the timers that everything in this library waits by, so that specs can hold time still. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, `delayMs` from now. */
  start(delayMs: number, callback: () => void): Timer;
  stop(timer: Timer): void;
}

/** The time of the machine, as a clock tells it. */
export class SystemTime implements Time {
  constructor(private readonly clock: () => number = Date.now) {}

  now(): number {
    return this.clock();
  }

  start(delayMs: number, callback: () => void): Timer {
    return setTimeout(callback, delayMs);
  }

  stop(timer: Timer): void {
    clearTimeout(timer as NodeJS.Timeout);
  }
}
