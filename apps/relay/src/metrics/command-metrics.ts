import { ACTIONS, type CommandOutcome } from '@otto/protocol';
import type { Time } from '@otto/locks';
import type { Command } from '../routing/command';
import type { CommandObserver } from '../routing/command-observer';
import type { Ending } from '../routing/ending';
import { LatencyHistogram } from './latency-histogram';
import type { Sample } from './sample';

/** What actions count as that are not registered: their names are the sender's, and there may be any number of them. */
const OTHER = 'other';

type OutcomeCounts = Record<CommandOutcome, number>;

/** Counts commands and their times as they end. All of it is additions: this runs for every command. */
export class CommandMetrics implements Partial<CommandObserver> {
  readonly queued = new LatencyHistogram();
  readonly running = new LatencyHistogram();
  readonly total = new LatencyHistogram();
  readonly #others = noneYet();
  readonly #byAction = new Map([...Object.keys(ACTIONS).map(countsOf), [OTHER, this.#others]]);
  #open = 0;

  constructor(private readonly time: Time) {}

  /** Commands that have been accepted and have not ended. */
  get open(): number {
    return this.#open;
  }

  accepted(): void {
    this.#open += 1;
  }

  ended({ action, acceptedAt, startedAt }: Command, { outcome }: Ending): void {
    const now = this.time.now();
    this.#open -= 1;
    (this.#byAction.get(action) ?? this.#others)[outcome] += 1;
    this.queued.observe((startedAt || now) - acceptedAt);
    if (startedAt !== 0) this.running.observe(now - startedAt);
    this.total.observe(now - acceptedAt);
  }

  /** How many have ended, by action and outcome. */
  outcomes(): Sample[] {
    return [...this.#byAction].flatMap(([action, counts]) =>
      Object.entries(counts).map(([outcome, value]) => ({ labels: { action, outcome }, value })),
    );
  }
}

function countsOf(action: string): [string, OutcomeCounts] {
  return [action, noneYet()];
}

function noneYet(): OutcomeCounts {
  return { completed: 0, failed: 0, timed_out: 0, cancelled: 0 };
}
