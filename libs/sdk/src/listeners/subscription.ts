import { fromWireError, type OttoError } from '@otto/protocol';
import { BoundedQueue } from '../bounded-queue';
import { attemptCommand } from '../commands/command-attempt';
import { Emitter } from '../emitter';
import { randomId } from '../random-id';
import type { Connection } from '../session/connection';
import type { Session } from '../session/session';
import { Standing, type Established } from '../session/standing';
import type { SubscriptionEvents, Update } from './update';

/** What is subscribed to. */
export interface ListenerRequest {
  readonly nodeId: string;
  readonly listener: string;
  readonly options: object;
}

export interface SubscriptionOptions {
  /** ms that the node has to start capturing; 30 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** Unsubscribes. */
  readonly signal?: AbortSignal | undefined;
  /**
   * ms for which a subscription tries to come back when the connection or the node is lost, 300 000 when left out; 0
   * ends it with the first loss.
   */
  readonly restoreForMs?: number | undefined;
  /** Updates that wait for a slow reader at most; 1000 when left out. */
  readonly maxBuffered?: number | undefined;
}

const DEFAULTS = { timeoutMs: 30_000, restoreForMs: 300_000, maxBuffered: 1_000 };
const MAX_BUFFERED_CHARS = 32 * 1024 * 1024;
const UNSUBSCRIBE_TIMEOUT_MS = 5_000;

/**
 * A listener on a node, for as long as it is wanted: told by events, and read by `for await` at the reader's own speed. It
 * comes back after a lost connection or node; what happened meanwhile is a gap. Reading ends when it is unsubscribed, and
 * throws when it ends for another reason.
 */
export class Subscription<D = unknown> implements AsyncIterable<Update<D>> {
  readonly nodeId: string;
  readonly listener: string;
  /** Resolves when it is over: with the error, or with nothing when it was unsubscribed. Never rejects. */
  readonly ended: Promise<OttoError | undefined>;
  readonly #connection: Connection;
  readonly #options: SubscriptionOptions & typeof DEFAULTS;
  readonly #request: ListenerRequest;
  readonly #events = new Emitter<SubscriptionEvents<D>>();
  readonly #queue: BoundedQueue<Update<D>>;
  readonly #standing: Standing;
  #requestId = randomId('req_');
  #unwatch = (): void => undefined;
  #lose: (reason: OttoError) => void = () => undefined;
  #closing: Promise<void> | undefined;

  constructor(connection: Connection, request: ListenerRequest, options: SubscriptionOptions) {
    this.nodeId = request.nodeId;
    this.listener = request.listener;
    this.#connection = connection;
    this.#request = request;
    this.#options = { ...options, ...withDefaults(options) };
    this.#queue = new BoundedQueue({
      maxItems: this.#options.maxBuffered,
      maxSize: MAX_BUFFERED_CHARS,
      onGap: (dropped) => this.#events.emit('gap', { reason: 'slow_reader', dropped }),
    });
    this.#standing = new Standing({
      connection,
      establish: (session, signal) => this.#establish(session, signal),
      onLost: (error) => this.#events.emit('gap', { reason: 'interrupted', error }),
      onRestored: () => this.#events.emit('restored', { requestId: this.requestId }),
      restoreForMs: this.#options.restoreForMs,
    });
    this.ended = this.#standing.ended.then((error) => this.#end(error));
  }

  /** The key by which relay and node know it; another one after each interruption. */
  get requestId(): string {
    return this.#requestId;
  }

  /** Resolves when the node captures. For Listeners, which hands it out only then. */
  async start(): Promise<this> {
    const { signal } = this.#options;
    const abort = (): void => void this.unsubscribe();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    void this.ended.then(() => signal?.removeEventListener('abort', abort));
    await this.#standing.started;
    return this;
  }

  /** Gives the function that stops listening. */
  on<K extends keyof SubscriptionEvents<D>>(type: K, listener: (value: SubscriptionEvents<D>[K]) => void): () => void {
    return this.#events.on(type, listener);
  }

  /** Reads the updates. What arrived before the first reading is still there, as far as it fits. */
  [Symbol.asyncIterator](): AsyncIterator<Update<D>, undefined> {
    return { next: () => this.#queue.next() };
  }

  /** Ends it, and has the node stop capturing. Resolves when it has, or after 5 s; what cannot be reached has ended anyway. */
  unsubscribe(): Promise<void> {
    this.#closing ??= this.#unsubscribe();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.unsubscribe();
  }

  /** The relay has ended it, as it does with all listeners of a stream whose node is gone: it comes back if it can. */
  interrupted(code: OttoError['code']): void {
    this.#lose(fromWireError({ code }, { nodeId: this.nodeId }));
  }

  /** The relay has ended it because this client wanted that. */
  async ceased(): Promise<void> {
    this.#closing ??= this.ended.then(() => undefined);
    this.#standing.stop();
    await this.ended;
  }

  async #establish(session: Session, signal: AbortSignal): Promise<Established> {
    const { nodeId, listener, options } = this.#request;
    const requestId = (this.#requestId = randomId('req_'));
    const lost = new Promise<OttoError>((resolve) => {
      this.#lose = resolve;
    });
    this.#unwatch();
    this.#unwatch = session.watch(requestId, ({ payload }, chars) => this.#hear(payload, chars));
    const action = 'listener.subscribe';
    const { timeoutMs } = this.#options;
    await attemptCommand(session, { requestId, nodeId, action, payload: { listener, options }, timeoutMs, signal });
    return { lost };
  }

  #hear(payload: Record<string, unknown>, chars: number): void {
    const { type, data, updateType, emittedAt, code } = payload;
    if (type === 'listener_ended') this.interrupted(String(code));
    if (type !== 'listener_update') return;
    const update = { requestId: this.requestId, updateType, emittedAt, data, chars } as Update<D>;
    this.#events.emit('update', update);
    this.#queue.push(update, chars);
    // The browser's side has let go of the tab: nothing more will come.
    if (updateType === 'network.detached') void this.unsubscribe();
  }

  async #unsubscribe(): Promise<void> {
    this.#standing.stop();
    await this.ended;
    const session = this.#connection.live;
    if (session === undefined) return; // with the session the relay has ended its listeners
    const { nodeId, requestId: targetRequestId } = this;
    const requestId = randomId('req_');
    const action = 'listener.unsubscribe';
    const timeoutMs = UNSUBSCRIBE_TIMEOUT_MS;
    const ending = attemptCommand(session, { requestId, nodeId, action, payload: { targetRequestId }, timeoutMs });
    await ending.catch(() => undefined);
  }

  #end(error: OttoError | undefined): OttoError | undefined {
    this.#unwatch();
    this.#queue.end(error);
    this.#events.emit('end', { error });
    return error;
  }
}

function withDefaults({ timeoutMs, restoreForMs, maxBuffered }: SubscriptionOptions): typeof DEFAULTS {
  return {
    timeoutMs: timeoutMs ?? DEFAULTS.timeoutMs,
    restoreForMs: restoreForMs ?? DEFAULTS.restoreForMs,
    maxBuffered: maxBuffered ?? DEFAULTS.maxBuffered,
  };
}
