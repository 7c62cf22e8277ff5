import type { Time, Timer } from './time';

interface Alarm extends Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that passes only when it is told to: for specs, and for simulations of many hours in a moment. */
export class SimulatedTime implements Time {
  #now: number;
  readonly #alarms = new Set<Alarm>();

  constructor(startAt = Date.UTC(2026, 0, 1)) {
    this.#now = startAt;
  }

  /** How many timers run; none when everything that was started has been cleared up. */
  get runningTimers(): number {
    return this.#alarms.size;
  }

  now(): number {
    return this.#now;
  }

  start(delayMs: number, callback: () => void): Timer {
    const alarm = { at: this.#now + delayMs, callback };
    this.#alarms.add(alarm);
    return alarm;
  }

  stop(timer: Timer): void {
    this.#alarms.delete(timer as Alarm);
  }

  /** Lets time pass and rings every timer that falls due, each at its own moment, equal ones in the order of their start. */
  advance(byMs: number): void {
    const until = this.#now + byMs;
    for (let next = this.#nextDue(until); next !== undefined; next = this.#nextDue(until)) {
      this.#now = next.at;
      this.#alarms.delete(next);
      next.callback();
    }
    this.#now = until;
  }

  #nextDue(until: number): Alarm | undefined {
    let earliest: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.at <= until && (earliest === undefined || alarm.at < earliest.at)) earliest = alarm;
    }
    return earliest;
  }
}
