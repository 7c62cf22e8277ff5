import { OttoError } from '@otto/protocol';
import { fingerprint, type NonceFingerprint } from './nonce-fingerprint';
import { NonceSet } from './nonce-set';

/** Nonces that are remembered of one client for each window; beyond that it has to wait. */
const MAX_PER_WINDOW = 1_000_000;

/** The nonces of one client by the window that their timestamps fall into. */
type SeenNonces = Map<number, NonceSet>;

/**
 * Lets every command in once: within the window around the relay's clock, and with a nonce that its client has not used
 * in that window on any of its sessions, so that a captured frame is worth nothing on a second connection.
 */
export class ReplayGuard {
  readonly #seen = new Map<string, SeenNonces>();
  #oldestWindow = 0;

  constructor(
    private readonly windowMs: number,
    private readonly now: () => number,
    private readonly maxPerWindow = MAX_PER_WINDOW,
  ) {}

  /** How many clients have nonces that are remembered. */
  get clients(): number {
    return this.#seen.size;
  }

  /**
   * @throws OttoError `invalid_timestamp`, `timestamp_out_of_window`, `missing_replay_nonce`, `replay_rejected`, and
   * `rate_limited` when the client has used up what is remembered
   */
  admit(clientId: string, timestamp: string, nonce: string | undefined): void {
    const now = this.now();
    const sentAt = parseTimestamp(timestamp);
    if (Math.abs(sentAt - now) > this.windowMs) throw new OttoError('timestamp_out_of_window');
    if (nonce === undefined) throw new OttoError('missing_replay_nonce');
    this.#forgetBefore(this.#windowOf(now - this.windowMs));
    const seen = this.#seenOf(clientId);
    const print = fingerprint(nonce);
    for (const nonces of seen.values()) if (nonces.has(print)) throw new OttoError('replay_rejected');
    this.#remember(seen, this.#windowOf(sentAt), print);
  }

  #remember(seen: SeenNonces, window: number, print: NonceFingerprint): void {
    let nonces = seen.get(window);
    if (nonces === undefined) seen.set(window, (nonces = new NonceSet()));
    if (nonces.size >= this.maxPerWindow) throw new OttoError('rate_limited', { retryAfterMs: this.windowMs });
    nonces.add(print);
  }

  #seenOf(clientId: string): SeenNonces {
    const known = this.#seen.get(clientId);
    if (known !== undefined) return known;
    const seen: SeenNonces = new Map();
    this.#seen.set(clientId, seen);
    return seen;
  }

  /** Windows that no acceptable timestamp falls into any more; walked over once per window, not per command. */
  #forgetBefore(window: number): void {
    if (window <= this.#oldestWindow) return;
    this.#oldestWindow = window;
    for (const [clientId, seen] of this.#seen) {
      for (const old of seen.keys()) if (old < window) seen.delete(old);
      if (seen.size === 0) this.#seen.delete(clientId);
    }
  }

  #windowOf(time: number): number {
    return Math.floor(time / this.windowMs);
  }
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

function parseTimestamp(timestamp: string): number {
  const time = ISO_8601.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time)) throw new OttoError('invalid_timestamp');
  return time;
}
