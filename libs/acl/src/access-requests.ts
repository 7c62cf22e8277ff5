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
    const toldAt = this.#requests.get(key)?.toldAt;
    const tell = toldAt === undefined || now - toldAt >= LIMITS.accessRequestIntervalMs;
    this.#requests.delete(key);
    this.#requests.set(key, { clientId, nodeId, requestedAt: now, toldAt: tell ? now : toldAt });
    this.#forgetSurplus();
    return tell;
  }

  /** The clients that wait for a node's owner. */
  forNode(nodeId: string): AccessRequest[] {
    return [...this.#requests.values()]
      .filter((request) => request.nodeId === nodeId)
      .map(({ clientId, requestedAt }) => ({ clientId, nodeId, requestedAt }));
  }

  /** The owner has decided. */
  clear(clientId: string, nodeId: string): void {
    this.#requests.delete(`${clientId} ${nodeId}`);
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
