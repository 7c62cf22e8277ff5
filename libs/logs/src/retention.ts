import { dayOf, sweepLogFiles } from './log-files';

export interface RetentionEvents {
  /** Told the names of the files that were too old. */
  readonly onRemoved: (files: readonly string[]) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Removes the files of the log that are too old, each time a day begins. */
export class Retention {
  #day = '';
  #sweep: Promise<void> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly days: number,
    private readonly events: RetentionEvents,
  ) {}

  /** Cheap when it is the day that it was before. `now` in ms since 1970. */
  enterDay(now: number): void {
    const day = dayOf(now);
    if (day === this.#day) return;
    this.#day = day;
    this.#sweep = this.#sweep.then(() => this.#sweepOnce(now));
  }

  /** Resolves when nothing is being removed. */
  settled(): Promise<void> {
    return this.#sweep;
  }

  async #sweepOnce(now: number): Promise<void> {
    try {
      const files = await sweepLogFiles(this.directory, this.days, now);
      if (files.length > 0) this.events.onRemoved(files);
    } catch (error) {
      this.events.onTrouble(error);
    }
  }
}
