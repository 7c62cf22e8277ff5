import type { OttoError } from '@otto/protocol';
import { BoundedQueue } from '../bounded-queue';
import { startDeadline, unlessAborted } from '../deadline';
import { Emitter } from '../emitter';
import type { Subscription } from '../listeners/subscription';
import type { Gap, Update } from '../listeners/update';
import type { StreamHome } from './stream-home';

export interface StreamEvents {
  update: Update;
  gap: Gap;
  /** One of its listeners goes on after an interruption. */
  restored: { readonly requestId: string };
  end: { readonly error: OttoError | undefined };
}

/** Updates that wait for a slow reader at most. */
const MAX_BUFFERED = 1_000;
const MAX_BUFFERED_CHARS = 32 * 1024 * 1024;
const CANCEL_TIMEOUT_MS = 5_000;

/**
 * What a `command.test` goes on telling: the listeners that it declared, as one. Told by events and read by `for await`, as
 * a Subscription is. It ends with `cancel`, or when its last listener has ended.
 */
export class Stream implements AsyncIterable<Update> {
  /** Resolves when it is over: with what ended a listener, or with nothing when it was cancelled. Never rejects. */
  readonly ended: Promise<OttoError | undefined>;
  readonly #home: StreamHome;
  readonly #subscriptions: readonly Subscription[];
  readonly #events = new Emitter<StreamEvents>();
  readonly #queue = new BoundedQueue<Update>({
    maxItems: MAX_BUFFERED,
    maxSize: MAX_BUFFERED_CHARS,
    onGap: (dropped) => this.#events.emit('gap', { reason: 'slow_reader', dropped }),
  });
  #isOpenAtRelay = true;
  #cancelling: Promise<void> | undefined;

  /** Of subscriptions that have joined the stream. */
  constructor(home: StreamHome, subscriptions: readonly Subscription[]) {
    this.#home = home;
    this.#subscriptions = subscriptions;
    const followed = subscriptions.map((subscription) => this.#follow(subscription));
    void home.ended.then(() => this.#closedAtRelay());
    void home.session.ended.then(() => (this.#isOpenAtRelay = false));
    this.ended = Promise.all(followed).then((errors) => this.#end(errors));
  }

  /** requestId of the test, by which the relay and its logs know the stream. */
  get requestId(): string {
    return this.#home.requestId;
  }

  /** Gives the function that stops listening. */
  on<K extends keyof StreamEvents>(type: K, listener: (value: StreamEvents[K]) => void): () => void {
    return this.#events.on(type, listener);
  }

  [Symbol.asyncIterator](): AsyncIterator<Update, undefined> {
    return { next: () => this.#queue.next() };
  }

  /** Ends it and its listeners. Resolves when they have ended, or after a few seconds. */
  cancel(): Promise<void> {
    this.#cancelling ??= this.#cancel();
    return this.#cancelling;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cancel();
  }

  async #cancel(): Promise<void> {
    // After an interruption the listeners are on their own, and the relay's stream is gone.
    const endedAsOne = this.#isOpenAtRelay && (await this.#cancelAtRelay());
    await Promise.all(this.#subscriptions.map((one) => (endedAsOne ? one.ceased() : one.unsubscribe())));
  }

  async #cancelAtRelay(): Promise<boolean> {
    const { session, requestId, ended } = this.#home;
    const deadline = startDeadline(CANCEL_TIMEOUT_MS);
    session.notify('command_cancel', { targetRequestId: requestId });
    try {
      const outcome = await unlessAborted(Promise.race([ended, session.ended]), deadline.signal);
      return outcome === 'cancelled';
    } catch {
      return false;
    } finally {
      deadline.clear();
    }
  }

  /** Its node is gone, say. The listeners come back one by one, if they can. */
  #closedAtRelay(): void {
    this.#isOpenAtRelay = false;
    this.#home.leave();
    if (this.#cancelling) return;
    for (const subscription of this.#subscriptions) subscription.interrupted('node_disconnected');
  }

  /** Passes on what a subscription tells, from its first update on: it may have told some before this stream was made. */
  async #follow(subscription: Subscription): Promise<OttoError | undefined> {
    subscription.on('gap', (gap) => this.#events.emit('gap', gap));
    subscription.on('restored', (restored) => this.#events.emit('restored', restored));
    try {
      for await (const update of subscription) {
        this.#events.emit('update', update);
        this.#queue.push(update, update.chars);
      }
    } catch {
      // `ended` tells it.
    }
    return subscription.ended;
  }

  #end(errors: readonly (OttoError | undefined)[]): OttoError | undefined {
    const error = errors.find((one) => one !== undefined);
    this.#queue.end(error);
    this.#events.emit('end', { error });
    return error;
  }
}
