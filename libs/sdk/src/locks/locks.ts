import { LIMITS, OttoError, type RelayEvent, type TabLockPayload, type WaitPolicy } from '@otto/protocol';
import { startDeadline, unlessAborted } from '../deadline';
import { randomId } from '../random-id';
import { cancellable } from '../session/cancellable';
import type { Connection } from '../session/connection';
import type { Session } from '../session/session';
import { Lease, type LeasedTab } from './lease';

export interface AcquireOptions {
  /** ms that the lease lasts without being renewed, which happens by itself; 30 000 when left out. */
  readonly leaseMs?: number | undefined;
  /** Whether to wait for another's lease to end; `fail_fast` when left out. */
  readonly waitPolicy?: WaitPolicy | undefined;
  /** ms to wait at most; 30 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** Stops waiting. It has no effect on a lease that was given. */
  readonly signal?: AbortSignal | undefined;
}

type Wanted = Required<Omit<AcquireOptions, 'signal'>> & Pick<AcquireOptions, 'signal'>;

/** For the way to the relay and back. */
const MARGIN_MS = 5_000;

/** Exclusive rights to tabs. */
export class Locks {
  /** Tabs whose lease this client has or is about to have: to the relay it would renew its own. */
  readonly #taken = new Map<string, Promise<void>>();
  readonly #held = new Set<Lease>();

  constructor(private readonly connection: Connection) {
    connection.events.on('event', ({ payload }) => {
      if (payload.type === 'lock_expired') this.#expired(payload as RelayEvent & { type: 'lock_expired' });
    });
  }

  /**
   * Takes the lease on a tab: until it ends no other controller's command runs there, nor another lease of this client.
   *
   * @throws OttoError `tab_locked`, `lock_timeout`, `acl_missing_node_grant`, `tab_queue_overflow`,
   *   `controller_queue_overflow`, `command_cancelled`, and what connecting throws
   */
  async acquire(nodeId: string, tabSessionId: string, options: AcquireOptions = {}): Promise<Lease> {
    const wanted: Wanted = {
      leaseMs: options.leaseMs ?? LIMITS.lockLeaseMs.default,
      waitPolicy: options.waitPolicy ?? 'fail_fast',
      timeoutMs: options.timeoutMs ?? LIMITS.commandTimeoutMs.default,
      signal: options.signal,
    };
    const tab = { nodeId, tabSessionId };
    const startedAt = Date.now();
    const free = await this.#reserve(tab, wanted);
    try {
      const timeoutMs = Math.max(LIMITS.commandTimeoutMs.min, wanted.timeoutMs - (Date.now() - startedAt));
      const lease = await this.#take(tab, { ...wanted, timeoutMs });
      this.#held.add(lease);
      void lease.ended.then(() => {
        this.#held.delete(lease);
        free();
      });
      return lease;
    } catch (error) {
      free();
      throw error;
    }
  }

  /** Gives the function that lets the next one of this client have the tab. */
  async #reserve(tab: LeasedTab, { waitPolicy, timeoutMs, signal }: Wanted): Promise<() => void> {
    const key = `${tab.nodeId} ${tab.tabSessionId}`;
    const deadline = startDeadline(timeoutMs, signal);
    try {
      for (let taken = this.#taken.get(key); taken; taken = this.#taken.get(key)) {
        if (waitPolicy === 'fail_fast') throw errorOf('tab_locked', tab);
        await unlessAborted(taken, deadline.signal);
      }
    } catch (error) {
      if (signal?.aborted) throw errorOf('command_cancelled', tab);
      throw deadline.signal.aborted ? errorOf('lock_timeout', tab) : error;
    } finally {
      deadline.clear();
    }
    let free = (): void => undefined;
    this.#taken.set(key, new Promise((resolve) => (free = resolve)));
    return () => {
      this.#taken.delete(key);
      free();
    };
  }

  async #take(tab: LeasedTab, { signal, ...wanted }: Wanted): Promise<Lease> {
    const deadline = startDeadline(wanted.timeoutMs + MARGIN_MS, signal);
    try {
      const session = await this.connection.use(deadline.signal, async (live) => {
        await this.#lock(live, tab, { ...wanted, signal });
        return live;
      });
      return this.#leaseOn(session, tab, wanted.leaseMs);
    } catch (error) {
      if (signal?.aborted) throw errorOf('command_cancelled', tab);
      throw deadline.signal.aborted ? errorOf('lock_timeout', tab) : error;
    } finally {
      deadline.clear();
    }
  }

  #leaseOn(session: Session, tab: LeasedTab, leaseMs: number): Lease {
    const timeoutMs = Math.max(LIMITS.commandTimeoutMs.min, leaseMs);
    const renewal: Wanted = { leaseMs, waitPolicy: 'fail_fast', timeoutMs, signal: undefined };
    return new Lease({
      ...tab,
      session,
      leaseMs,
      renew: () => this.#lock(session, tab, renewal),
      unlock: () => this.#unlock(session, tab),
    });
  }

  async #lock(session: Session, tab: LeasedTab, { leaseMs, waitPolicy, timeoutMs, signal }: Wanted): Promise<void> {
    const requestId = randomId('req_');
    const { nodeId: targetNodeId, tabSessionId } = tab;
    const payload: TabLockPayload = { targetNodeId, tabSessionId, lockLeaseMs: leaseMs, waitPolicy, timeoutMs };
    const answer = session.request('tab_lock', payload, {
      requestId,
      answer: ['lock_acquired', 'lock_renewed'],
      timeoutMs: timeoutMs + MARGIN_MS,
      timeout: () => errorOf('lock_timeout', tab),
    });
    await cancellable(session, answer, { requestId, signal, cancelled: () => errorOf('command_cancelled', tab) });
  }

  async #unlock(session: Session, tab: LeasedTab): Promise<void> {
    const payload = { targetNodeId: tab.nodeId, tabSessionId: tab.tabSessionId };
    await session.request('tab_unlock', payload, {
      answer: ['lock_released'],
      timeoutMs: MARGIN_MS,
      timeout: () => errorOf('lock_timeout', tab),
    });
  }

  #expired({ targetNodeId, tabSessionId }: RelayEvent & { type: 'lock_expired' }): void {
    for (const lease of [...this.#held]) {
      const isIt = lease.nodeId === targetNodeId && lease.tabSessionId === tabSessionId;
      if (isIt) lease.lose(errorOf('lock_not_found', lease));
    }
  }
}

function errorOf(
  code: 'tab_locked' | 'lock_timeout' | 'lock_not_found' | 'command_cancelled',
  { nodeId, tabSessionId }: LeasedTab,
): OttoError {
  return new OttoError(code, { nodeId, tabSessionId });
}
