import { Deadline, type Time } from '@otto/locks';
import { LIMITS } from '@otto/protocol';

const MAX_REMEMBERED = 1000;
/** A node may keep an answer while it is not connected, and send it when it is back. */
const REMEMBERED_MS = LIMITS.commandTimeoutMs.max;

/**
 * The requestIds under which a node may still answer commands that have ended without its answer. Nobody else's command
 * may go to that node under such an id: the late answer would be taken for its own.
 */
export class LateAnswers {
  readonly #until = new Map<string, number>();
  #sweep: Deadline | undefined;

  constructor(
    private readonly time: Time,
    private readonly onEmpty: () => void,
  ) {}

  get isEmpty(): boolean {
    return this.#until.size === 0;
  }

  has(nodeRequestId: string): boolean {
    return this.#until.has(nodeRequestId);
  }

  expect(nodeRequestId: string): void {
    this.#until.set(nodeRequestId, this.time.now() + REMEMBERED_MS);
    const [oldest] = this.#until.keys();
    if (this.#until.size > MAX_REMEMBERED && oldest !== undefined) this.#until.delete(oldest);
    this.#sweep ??= this.#nextSweep();
  }

  /** The answer has come; no other one will. */
  arrived(nodeRequestId: string): void {
    if (!this.#until.delete(nodeRequestId) || this.#until.size > 0) return;
    this.clear();
    this.onEmpty();
  }

  clear(): void {
    this.#until.clear();
    this.#sweep?.clear();
    this.#sweep = undefined;
  }

  #nextSweep(): Deadline {
    return new Deadline(this.time, REMEMBERED_MS, () => {
      const now = this.time.now();
      for (const [nodeRequestId, until] of this.#until) if (until <= now) this.#until.delete(nodeRequestId);
      this.#sweep = this.isEmpty ? undefined : this.#nextSweep();
      if (this.isEmpty) this.onEmpty();
    });
  }
}
