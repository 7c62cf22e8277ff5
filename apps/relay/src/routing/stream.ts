import { isRecord } from '@otto/protocol';
import type { Command } from './command';
import type { Controller } from './controller';

/** A listener that a `command.test` asks its controller to subscribe. */
interface Declared {
  readonly listener: string;
  readonly tabSessionId: unknown;
}

const MAX_DECLARED = 64;

/**
 * A stream session: opened by a `command.test` that declares listeners, joined by the subscriptions to them, and ended as
 * one. Open on the requestId of the test, after that command has had its own terminal frame.
 */
export class Stream {
  readonly kind = 'stream';
  readonly owner: Controller;
  readonly requestId: string;
  readonly traceId: string | undefined;
  readonly nodeId: string;
  readonly #vacant: Declared[];
  readonly #joined = new Map<string, Declared>();

  private constructor(
    test: Command,
    declared: readonly Declared[],
    readonly openedAt: number,
  ) {
    this.owner = test.owner;
    this.requestId = test.requestId;
    this.traceId = test.traceId;
    this.nodeId = test.nodeId;
    this.#vacant = [...declared];
  }

  /** The stream that the data of a test's result declares; undefined when it declares none. */
  static declaredBy(test: Command, data: unknown, now: number): Stream | undefined {
    const listeners: unknown = isRecord(data) && isRecord(data.stream) ? data.stream.listeners : undefined;
    if (!Array.isArray(listeners)) return undefined;
    const declared = listeners
      .slice(0, MAX_DECLARED)
      .map(readDeclared)
      .filter((entry) => entry !== undefined);
    return declared.length === 0 ? undefined : new Stream(test, declared, now);
  }

  /** The requestIds of the subscriptions that belong to it. */
  get joined(): string[] {
    return [...this.#joined.keys()];
  }

  has(requestId: string): boolean {
    return this.#joined.has(requestId);
  }

  /** Takes a subscription in, if it is for one of the declared listeners that has none yet. */
  join({ requestId, nodeId, payload }: Command): boolean {
    const wanted = readDeclared(payload);
    const place = this.#vacant.findIndex(
      ({ listener, tabSessionId }) => listener === wanted?.listener && tabSessionId === wanted.tabSessionId,
    );
    const [declared] = place < 0 || nodeId !== this.nodeId ? [] : this.#vacant.splice(place, 1);
    if (declared !== undefined) this.#joined.set(requestId, declared);
    return declared !== undefined;
  }

  /** A subscription is over; another one may take its place. */
  leave(requestId: string): void {
    const declared = this.#joined.get(requestId);
    if (declared === undefined) return;
    this.#joined.delete(requestId);
    this.#vacant.push(declared);
  }
}

function readDeclared(value: unknown): Declared | undefined {
  if (!isRecord(value) || typeof value.listener !== 'string') return undefined;
  const tabSessionId = isRecord(value.options) ? value.options.tabSessionId : undefined;
  return { listener: value.listener, tabSessionId };
}
