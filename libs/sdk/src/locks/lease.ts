import { OttoError } from '@otto/protocol';
import type { Session } from '../session/session';

/** What a lease is on. */
export interface LeasedTab {
  readonly nodeId: string;
  readonly tabSessionId: string;
}

export interface LeaseOptions extends LeasedTab {
  readonly session: Session;
  /** ms that it lasts without being renewed. */
  readonly leaseMs: number;
  /** Renews it, on the same session. */
  readonly renew: () => Promise<void>;
  /** Gives it back. */
  readonly unlock: () => Promise<void>;
}

type LeaseState = 'held' | 'released' | 'lost';

/** Renewals in the time of one lease: two may fail before it is in danger. */
const RENEWALS = 3;

/**
 * The exclusive right to a tab, renewed by itself until it is released. It is lost with its session, and when it can no
 * longer be renewed; then `lost` aborts, and others may work on the tab.
 */
export class Lease implements LeasedTab {
  readonly nodeId: string;
  readonly tabSessionId: string;
  readonly #options: LeaseOptions;
  readonly #losing = new AbortController();
  readonly #renewal: ReturnType<typeof setInterval>;
  #expiry: ReturnType<typeof setTimeout>;
  #state: LeaseState = 'held';
  #tellEnd: () => void = () => undefined;
  /** Resolves when it is no longer held. */
  readonly ended: Promise<void>;

  /** Of a lease that was acquired just now. */
  constructor(options: LeaseOptions) {
    this.#options = options;
    this.nodeId = options.nodeId;
    this.tabSessionId = options.tabSessionId;
    this.ended = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
    this.#renewal = setInterval(() => void this.#renew(), options.leaseMs / RENEWALS);
    this.#expiry = this.#startExpiry();
    void options.session.ended.then(({ reason }) => this.lose(reason));
  }

  /** Aborts when it is lost; the reason is the OttoError that says why. Not when it is released. */
  get lost(): AbortSignal {
    return this.#losing.signal;
  }

  get isHeld(): boolean {
    return this.#state === 'held';
  }

  /** Gives it back. Harmless when it is lost already. Resolves when the relay has taken it, or cannot be reached. */
  async release(): Promise<void> {
    if (!this.#end('released')) return;
    // What cannot be given back ends with its session or its time.
    await this.#options.unlock().catch(() => undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release();
  }

  /** For Locks, which hears of it from the relay. */
  lose(reason: OttoError): void {
    if (this.#end('lost')) this.#losing.abort(reason);
  }

  async #renew(): Promise<void> {
    // Counted from here: the relay counts from when it gets the request, which is later.
    const expiry = this.#startExpiry();
    try {
      await this.#options.renew();
      clearTimeout(this.isHeld ? this.#expiry : expiry);
      this.#expiry = expiry;
    } catch (error) {
      clearTimeout(expiry);
      // Another attempt follows while there is time.
      if (error instanceof OttoError && !error.retryable) this.lose(error);
    }
  }

  #startExpiry(): ReturnType<typeof setTimeout> {
    const { nodeId, tabSessionId, leaseMs } = this.#options;
    return setTimeout(() => this.lose(new OttoError('lock_not_found', { nodeId, tabSessionId })), leaseMs);
  }

  #end(state: 'released' | 'lost'): boolean {
    if (this.#state !== 'held') return false;
    this.#state = state;
    clearInterval(this.#renewal);
    clearTimeout(this.#expiry);
    this.#tellEnd();
    return true;
  }
}
