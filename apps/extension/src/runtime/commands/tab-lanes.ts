import { untilAborted } from '../until-aborted';

/** One command at a time in each tab, in the order of arrival. The relay sees to that as well, but not across its restarts. */
export class TabLanes {
  readonly #tails = new Map<string, Promise<void>>();

  /**
   * Runs the job when its turn has come. A job that is aborted while it waits never runs.
   *
   * @param lane undefined for jobs that touch no tab in particular: they run at once.
   */
  async run<T>(lane: string | undefined, signal: AbortSignal, job: () => Promise<T>): Promise<T> {
    if (lane === undefined) return job();
    const before = this.#tails.get(lane);
    let leave: () => void = () => undefined;
    const tail = new Promise<void>((resolve) => (leave = resolve));
    this.#tails.set(lane, tail);
    try {
      if (before !== undefined) await untilAborted(before, signal);
      return await job();
    } finally {
      // Whoever waits behind a job that was aborted in the queue still waits for the one before it.
      void Promise.resolve(before).then(leave);
      if (this.#tails.get(lane) === tail) void tail.then(() => this.#tidy(lane, tail));
    }
  }

  #tidy(lane: string, tail: Promise<void>): void {
    if (this.#tails.get(lane) === tail) this.#tails.delete(lane);
  }

  /** How many lanes are in use. */
  get size(): number {
    return this.#tails.size;
  }
}
