import { LIMITS } from '@otto/protocol';

export interface AccessRequestsOptions {
  /** Requests that are remembered; beyond that the one that came longest ago is forgotten. */
  readonly maxEntries: number;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** A client that was refused for want of a grant. */
export interface AccessRequest {
  readonly clientId: string;
  readonly nodeId: string;
  /** When it was last refused, ms since 1970. */
  readonly requestedAt: number;
}

interface Noted extends AccessRequest {
  readonly toldAt: number;
  /** When the owner decided. For a while nothing is heard of the client then, however often it tries. */
  readonly decidedAt?: number;
}

/** Clients that tried to drive nodes that they hold no grant for, so that the owners can decide. In memory. */
export class AccessRequests {
  readonly #options: Required<AccessRequestsOptions>;
  /** The one that came last is the last one. */
  readonly #requests = new Map<string, Noted>();

  constructor({ clock = Date.now, maxEntries }: AccessRequestsOptions) {
    this.#options = { clock, maxEntries };
  }

  /** Notes a refused client; true when the node should be told, which is at most once a minute for each client. */
  note(clientId: string, nodeId: string): boolean {
    const key = `${clientId} ${nodeId}`;
    const now = this.#options.clock();
    const { toldAt, decidedAt } = this.#requests.get(key) ?? {};
    if (isRecent(decidedAt, now)) return false;
    const tell = !isRecent(toldAt, now);
    this.#requests.delete(key);
    this.#requests.set(key, { clientId, nodeId, requestedAt: now, toldAt: tell ? now : (toldAt ?? now) });
    this.#forgetSurplus();
    return tell;
  }

  /** The clients that wait for a node's owner. */
  forNode(nodeId: string): AccessRequest[] {
    return [...this.#requests.values()]
      .filter((request) => request.nodeId === nodeId && request.decidedAt === undefined)
      .map(({ clientId, requestedAt }) => ({ clientId, nodeId, requestedAt }));
  }

  /** The owner has decided, which holds for a minute before the client can ask again. */
  clear(clientId: string, nodeId: string): void {
    const key = `${clientId} ${nodeId}`;
    const now = this.#options.clock();
    this.#requests.delete(key);
    this.#requests.set(key, { clientId, nodeId, requestedAt: now, toldAt: now, decidedAt: now });
    this.#forgetSurplus();
  }

  /** The client is gone. */
  clearClient(clientId: string): void {
    for (const [key, request] of this.#requests) if (request.clientId === clientId) this.#requests.delete(key);
  }

  #forgetSurplus(): void {
    if (this.#requests.size <= this.#options.maxEntries) return;
    const [oldest] = this.#requests.keys();
    if (oldest !== undefined) this.#requests.delete(oldest);
  }
}

function isRecent(time: number | undefined, now: number): boolean {
  return time !== undefined && now - time < LIMITS.accessRequestIntervalMs;
}
