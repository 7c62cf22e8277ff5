import { OttoError, type WaitPolicy } from '@otto/protocol';
import { Deadline } from './deadline';
import type { Tab, TabUser } from './tab';
import type { Time } from './time';
import type { WaitBudget } from './wait-budget';

export type LeaseOwner = TabUser & { readonly waiting: WaitBudget };

/** What a `tab_lock` asks for. */
export interface LeaseRequest<O extends LeaseOwner> {
  readonly owner: O;
  readonly requestId: string;
  readonly leaseMs: number;
  readonly waitPolicy: WaitPolicy;
  /** How long it may wait for another controller's lease to end. */
  readonly timeoutMs: number;
}

/** A lease that is held. */
export interface Lease<R> {
  /** The request that took or last renewed it. */
  readonly request: R;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Who is told what becomes of a request and of the lease that it was given. */
export interface LeaseObserver<R> {
  acquired(lease: Lease<R>, tab: Tab): void;
  renewed(lease: Lease<R>, tab: Tab): void;
  /** On time, not on the next frame. Whoever waits for it is given it next. */
  expired(lease: Lease<R>, tab: Tab): void;
  waitTimedOut(request: R, tab: Tab): void;
  /** The lease has ended, or has a new holder: other commands may run now than before. */
  changedHands(tab: Tab): void;
}

interface Held<R> extends Lease<R> {
  readonly deadline: Deadline;
}

interface Waiting<R> {
  readonly request: R;
  readonly deadline: Deadline;
}

/** The exclusive right to one tab: free or held, with those who wait for it in the order of their coming. */
export class TabLease<O extends LeaseOwner, R extends LeaseRequest<O> = LeaseRequest<O>> {
  #held: Held<R> | undefined;
  readonly #waiting: Waiting<R>[] = [];

  constructor(
    readonly tab: Tab,
    private readonly limit: number,
    private readonly time: Time,
    private readonly observer: LeaseObserver<R>,
  ) {}

  get isIdle(): boolean {
    return this.#held === undefined && this.#waiting.length === 0;
  }

  get held(): Lease<R> | undefined {
    return this.#held;
  }

  /** Whether this controller's commands may run. */
  permits(owner: TabUser): boolean {
    return this.#held === undefined || this.#held.request.owner.id === owner.id;
  }

  /**
   * Takes the lease, renews it, or waits for it. Says `conflict` when another controller holds it and the request does
   * not want to wait.
   *
   * @throws OttoError `tab_queue_overflow`, `controller_queue_overflow`.
   */
  request(request: R): 'acquired' | 'renewed' | 'waiting' | 'conflict' {
    if (this.permits(request.owner)) {
      const isRenewal = this.#held !== undefined;
      const lease = this.#hold(request);
      if (isRenewal) this.observer.renewed(lease, this.tab);
      else this.observer.acquired(lease, this.tab);
      return isRenewal ? 'renewed' : 'acquired';
    }
    if (request.waitPolicy === 'fail_fast') return 'conflict';
    if (this.#waiting.length >= this.limit) throw new OttoError('tab_queue_overflow', { ...this.tab });
    request.owner.waiting.take(0);
    const waiting = { request, deadline: new Deadline(this.time, request.timeoutMs, () => this.#giveUp(waiting)) };
    this.#waiting.push(waiting);
    return 'waiting';
  }

  /**
   * The lease, if this controller holds it.
   *
   * @throws OttoError `lock_not_found`, `lock_not_owner`.
   */
  heldBy(owner: TabUser): Lease<R> {
    if (this.#held === undefined) throw new OttoError('lock_not_found', { ...this.tab });
    if (!this.permits(owner)) throw new OttoError('lock_not_owner', { ...this.tab });
    return this.#held;
  }

  /** Gives the lease up, if this controller holds it. The next who waits holds it afterwards. */
  release(owner: TabUser): void {
    if (this.#held === undefined || !this.permits(owner)) return;
    this.#held.deadline.clear();
    this.#handOver();
  }

  /** Forgets a controller that is gone: its lease and its waiting requests, without telling it. */
  forget(owner: TabUser): void {
    for (const waiting of this.#waiting.filter(({ request }) => request.owner.id === owner.id)) this.#dequeue(waiting);
    this.release(owner);
  }

  /** Takes one waiting request back; false when it does not wait. */
  withdraw(request: R): boolean {
    const waiting = this.#waiting.find((candidate) => candidate.request === request);
    if (waiting === undefined) return false;
    this.#dequeue(waiting);
    return true;
  }

  #hold(request: R): Held<R> {
    this.#held?.deadline.clear();
    const deadline = new Deadline(this.time, request.leaseMs, () => this.#expire(held));
    const held: Held<R> = { request, expiresAt: deadline.at, deadline };
    this.#held = held;
    return held;
  }

  #expire(held: Held<R>): void {
    this.observer.expired(held, this.tab);
    this.#handOver();
  }

  #handOver(): void {
    this.#held = undefined;
    const [next] = this.#waiting;
    if (next !== undefined) {
      this.#dequeue(next);
      this.observer.acquired(this.#hold(next.request), this.tab);
    }
    this.observer.changedHands(this.tab);
  }

  #giveUp(waiting: Waiting<R>): void {
    this.#dequeue(waiting);
    this.observer.waitTimedOut(waiting.request, this.tab);
  }

  #dequeue(waiting: Waiting<R>): void {
    waiting.deadline.clear();
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    waiting.request.owner.waiting.giveBack(0);
  }
}
