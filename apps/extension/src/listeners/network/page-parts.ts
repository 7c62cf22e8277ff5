import { isRecord } from '@otto/protocol';
import type { DebuggerEvent } from '../../runtime/debugger/tab-debugger';

type Send = (method: string, params: object, sessionId?: string) => Promise<unknown>;

export interface PagePartsOptions<P> {
  readonly send: Send;
  /** Makes what is kept of the page and of each of its parts. */
  readonly open: (send: (method: string, params: object) => Promise<unknown>) => P;
  /** Told of each part that appears. */
  readonly onNew: (part: P) => void;
}

const MAX_PARTS = 100;
const WITH_PARTS: ReadonlySet<string> = new Set(['iframe']);
const WITH_TRAFFIC: ReadonlySet<string> = new Set(['iframe', 'worker', 'shared_worker']);

/**
 * A page and its iframes and workers: the browser keeps those of other sites in processes of their own and reports their
 * traffic in sessions of their own. Chromium before 125 tells nothing of them.
 */
export class PageParts<P> {
  readonly #options: PagePartsOptions<P>;
  readonly #page: P;
  readonly #parts = new Map<string, P>();

  constructor(options: PagePartsOptions<P>) {
    this.#options = options;
    this.#page = options.open((method, params) => options.send(method, params));
  }

  /** The page itself first. */
  get all(): readonly [P, ...P[]] {
    return [this.#page, ...this.#parts.values()];
  }

  enter(): void {
    this.#attachTo(undefined, true);
  }

  leave(): void {
    this.#attachTo(undefined, false);
  }

  hear({ method, params }: DebuggerEvent): void {
    if (!isRecord(params) || typeof params.sessionId !== 'string') return;
    if (method === 'Target.detachedFromTarget') this.#parts.delete(params.sessionId);
    if (method === 'Target.attachedToTarget' && isRecord(params.targetInfo)) {
      this.#add(params.sessionId, String(params.targetInfo.type));
    }
  }

  #add(sessionId: string, type: string): void {
    if (!WITH_TRAFFIC.has(type) || this.#parts.size >= MAX_PARTS) return;
    const part = this.#options.open((method, params) => this.#options.send(method, params, sessionId));
    this.#parts.set(sessionId, part);
    this.#options.onNew(part);
    if (WITH_PARTS.has(type)) this.#attachTo(sessionId, true);
  }

  /** Nothing is stopped for it: what a part asks for in its first moment may be missed, but no part ever hangs. */
  #attachTo(sessionId: string | undefined, autoAttach: boolean): void {
    this.#options
      .send('Target.setAutoAttach', { autoAttach, waitForDebuggerOnStart: false, flatten: true }, sessionId)
      .catch(() => undefined);
  }
}
