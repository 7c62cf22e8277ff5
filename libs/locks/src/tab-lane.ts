import { OttoError, type WaitPolicy } from '@otto/protocol';
import type { Tab, TabUser } from './tab';
import type { WaitBudget } from './wait-budget';

/** What a lane needs to know of a command. */
export interface LaneMember {
  readonly owner: TabUser & { readonly waiting: WaitBudget };
  readonly waitPolicy: WaitPolicy;
  /** Memory that the command holds while it waits. */
  readonly heldBytes: number;
}

/** Whether the lease on the tab lets a controller's commands run. */
export type Permits = (owner: TabUser) => boolean;

/**
 * The order of execution of one tab: one command runs, the rest wait, first in, first out across all controllers. Those
 * whose controller the lease keeps out are passed over, or the holder of the lease would wait behind them for itself.
 */
export class TabLane<C extends LaneMember> {
  #running: C | undefined;
  readonly #waiting: C[] = [];

  constructor(
    readonly tab: Tab,
    private readonly limit: number,
    private readonly permits: Permits,
  ) {}

  get isEmpty(): boolean {
    return this.#running === undefined && this.#waiting.length === 0;
  }

  /** How many commands wait. */
  get depth(): number {
    return this.#waiting.length;
  }

  get waiting(): readonly C[] {
    return this.#waiting;
  }

  /**
   * Lets a command run now, or wait if its policy says so.
   *
   * @throws OttoError `tab_locked` or `tab_busy` (fail_fast), `tab_queue_overflow`, `controller_queue_overflow`.
   */
  enter(command: C): 'running' | 'waiting' {
    const isPermitted = this.permits(command.owner);
    if (isPermitted && this.#running === undefined) {
      this.#running = command;
      return 'running';
    }
    if (command.waitPolicy === 'fail_fast')
      throw new OttoError(isPermitted ? 'tab_busy' : 'tab_locked', { ...this.tab });
    if (this.#waiting.length >= this.limit) throw new OttoError('tab_queue_overflow', { ...this.tab });
    command.owner.waiting.take(command.heldBytes);
    this.#waiting.push(command);
    return 'waiting';
  }

  /** Takes a command out, wherever it is. */
  leave(command: C): void {
    if (this.#running === command) {
      this.#running = undefined;
      return;
    }
    const place = this.#waiting.indexOf(command);
    if (place >= 0) this.#takeOut(place);
  }

  /** Starts the first waiting command that the lease lets through and returns it, if the lane is free. */
  next(): C | undefined {
    if (this.#running !== undefined) return undefined;
    const place = this.#waiting.findIndex(({ owner }) => this.permits(owner));
    if (place >= 0) this.#running = this.#takeOut(place);
    return this.#running;
  }

  #takeOut(place: number): C | undefined {
    const [command] = this.#waiting.splice(place, 1);
    command?.owner.waiting.giveBack(command.heldBytes);
    return command;
  }
}
