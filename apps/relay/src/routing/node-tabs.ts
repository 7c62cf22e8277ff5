import { TabLane, TabLease, type Lease, type LeaseObserver, type Time } from '@otto/locks';
import { OttoError } from '@otto/protocol';
import type { Command } from './command';
import type { Controller } from './controller';
import type { LockRequest } from './lock-request';

export type ControllerLease = Lease<LockRequest>;
/** Who tells controllers what becomes of their leases. */
export interface LeaseTeller extends Omit<LeaseObserver<LockRequest>, 'changedHands'> {
  released(lease: ControllerLease): void;
  refused(request: LockRequest, error: OttoError): void;
}

interface ManagedTab {
  readonly lane: TabLane<Command>;
  lease: TabLease<Controller, LockRequest> | undefined;
}

export interface NodeTabsOptions {
  readonly nodeId: string;
  /** How many may wait for one tab. */
  readonly queueLimit: number;
  readonly time: Time;
  readonly leases: LeaseTeller;
  /** The lease on a tab has changed hands or ended: other commands may run now. */
  readonly onLeaseChange: (tabSessionId: string) => void;
  /** No tab has a lane or a lease any more. */
  readonly onEmpty: () => void;
}

/** The lanes and leases of one node's tabs: made when they are needed, dropped when nothing is in them. */
export class NodeTabs {
  readonly #tabs = new Map<string, ManagedTab>();

  constructor(private readonly options: NodeTabsOptions) {}

  get isEmpty(): boolean {
    return this.#tabs.size === 0;
  }

  /** Lets a command into the lane of its tab. Throws `tab_locked`, `tab_busy`, `tab_queue_overflow`, `controller_queue_overflow`. */
  enter(command: Command, tabSessionId: string): 'running' | 'waiting' {
    return this.#tab(tabSessionId).lane.enter(command);
  }

  /** How many commands wait for a tab. */
  depth(tabSessionId: string): number {
    return this.#tabs.get(tabSessionId)?.lane.depth ?? 0;
  }

  /** Takes a command out of its lane. */
  leave(command: Command, tabSessionId: string): void {
    this.#tabs.get(tabSessionId)?.lane.leave(command);
    this.#tidy(tabSessionId);
  }

  /** Starts the next command of a lane, if it is free. */
  next(tabSessionId: string): Command | undefined {
    return this.#tabs.get(tabSessionId)?.lane.next();
  }

  /** All waiting commands, lane by lane, each in its order. */
  waiting(): Command[] {
    return [...this.#tabs.values()].flatMap(({ lane }) => [...lane.waiting]);
  }

  /** Takes or renews a lease, or waits for it. Throws `tab_queue_overflow`, `controller_queue_overflow`. */
  lock(request: LockRequest): 'acquired' | 'renewed' | 'waiting' | 'conflict' {
    const { tabSessionId } = request;
    const tab = this.#tab(tabSessionId);
    tab.lease ??= this.#newLease(tabSessionId);
    return tab.lease.request(request);
  }

  lease(tabSessionId: string): ControllerLease | undefined {
    return this.#tabs.get(tabSessionId)?.lease?.held;
  }

  /** The lease that a controller holds on a tab. Throws `lock_not_owner`, `lock_not_found`. */
  heldBy(owner: Controller, tabSessionId: string): ControllerLease {
    const lease = this.#tabs.get(tabSessionId)?.lease;
    if (lease === undefined) throw new OttoError('lock_not_found', { nodeId: this.options.nodeId, tabSessionId });
    return lease.heldBy(owner);
  }

  /** Releases a lease. The next who waits for it holds it afterwards, or whoever waits for the tab goes on. */
  unlock({ request: { owner, tabSessionId } }: ControllerLease): void {
    this.#tabs.get(tabSessionId)?.lease?.release(owner);
  }

  /** Takes a waiting request for a lease back. */
  withdraw(request: LockRequest): void {
    this.#tabs.get(request.tabSessionId)?.lease?.withdraw(request);
    this.#tidy(request.tabSessionId);
  }

  /** Takes a waiting request for a lease back, and answers it. */
  refuse(request: LockRequest, error: OttoError): void {
    this.options.leases.refused(request, error);
    this.withdraw(request);
  }

  /** Releases all leases of a controller, and tells it. */
  release(owner: Controller): void {
    for (const { lease } of [...this.#tabs.values()]) {
      if (lease?.held?.request.owner !== owner) continue;
      this.options.leases.released(lease.held);
      lease.release(owner);
    }
  }

  /** Ends the leases, and the waiting for leases, of a controller that is gone. */
  forget(owner: Controller): void {
    for (const { lease } of [...this.#tabs.values()]) lease?.forget(owner);
  }

  #tab(tabSessionId: string): ManagedTab {
    const known = this.#tabs.get(tabSessionId);
    if (known !== undefined) return known;
    const { nodeId, queueLimit } = this.options;
    const made: ManagedTab = {
      lane: new TabLane({ nodeId, tabSessionId }, queueLimit, (owner) => made.lease?.permits(owner) ?? true),
      lease: undefined,
    };
    this.#tabs.set(tabSessionId, made);
    return made;
  }

  #newLease(tabSessionId: string): TabLease<Controller, LockRequest> {
    const { nodeId, queueLimit, time, leases, onLeaseChange } = this.options;
    return new TabLease({ nodeId, tabSessionId }, queueLimit, time, {
      acquired: (lease, tab) => leases.acquired(lease, tab),
      renewed: (lease, tab) => leases.renewed(lease, tab),
      expired: (lease, tab) => leases.expired(lease, tab),
      waitTimedOut: (request, tab) => {
        leases.waitTimedOut(request, tab);
        this.#tidy(tabSessionId);
      },
      changedHands: () => {
        onLeaseChange(tabSessionId);
        this.#tidy(tabSessionId);
      },
    });
  }

  #tidy(tabSessionId: string): void {
    const tab = this.#tabs.get(tabSessionId);
    if (tab === undefined) return;
    if (tab.lease?.isIdle) tab.lease = undefined;
    if (tab.lease !== undefined || !tab.lane.isEmpty) return;
    this.#tabs.delete(tabSessionId);
    if (this.isEmpty) this.options.onEmpty();
  }
}
