import { OttoError, type ListenerName, type ListenerOptions, type ListenerUpdate } from '@otto/protocol';
import { CommandRun } from '../commands/command-run';
import type { Connection } from '../session/connection';
import { Subscription, type SubscriptionOptions } from './subscription';

/** A listener that a program names, with its options. */
export interface NamedListener<L extends ListenerName> {
  readonly listener: L;
  readonly options: ListenerOptions<L>;
}

/** One that this version may not know, such as a test declares in its stream. */
export interface ForeignListener {
  readonly listener: string;
  readonly options: object;
}

export interface UnsubscribeOptions {
  /** Needed for a subscription that this client does not hold. */
  readonly nodeId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Listeners on nodes, whose updates arrive until they are ended. */
export class Listeners {
  readonly #active = new Set<Subscription>();

  constructor(private readonly connection: Connection) {}

  /** The subscriptions that are not over. */
  get active(): readonly Subscription[] {
    return [...this.#active];
  }

  /**
   * Starts a listener on a node; resolves when it captures.
   *
   * @throws OttoError what relay or node answered (`node_offline`, `unsupported_listener`, `invalid_listener_...`,
   *   `too_many_listeners`, ...), `command_cancelled` when the signal was faster, and what connecting throws
   */
  subscribe<L extends ListenerName>(
    nodeId: string,
    request: NamedListener<L>,
    options?: SubscriptionOptions,
  ): Promise<Subscription<ListenerUpdate<L>>>;
  subscribe(nodeId: string, request: ForeignListener, options?: SubscriptionOptions): Promise<Subscription>;
  async subscribe(
    nodeId: string,
    { listener, options: listenerOptions }: ForeignListener,
    options: SubscriptionOptions = {},
  ): Promise<Subscription> {
    const request = { nodeId, listener, options: listenerOptions };
    const subscription = new Subscription(this.connection, request, options);
    this.#active.add(subscription);
    void subscription.ended.then(() => this.#active.delete(subscription));
    return subscription.start();
  }

  /**
   * Ends a subscription by its requestId, and has the node stop capturing. False when it had ended by itself.
   *
   * @throws OttoError `listener_not_found`, `listener_owner_mismatch`, `listener_node_mismatch`, `node_offline`, ...
   */
  async unsubscribe(targetRequestId: string, { nodeId, signal }: UnsubscribeOptions = {}): Promise<boolean> {
    const own = this.active.find(({ requestId }) => requestId === targetRequestId);
    if (own) {
      await own.unsubscribe();
      return true;
    }
    if (nodeId === undefined) throw new OttoError('listener_not_found', { requestId: targetRequestId });
    const run = new CommandRun(this.connection, 'listener.unsubscribe', { targetRequestId }, { nodeId, signal });
    const { data } = await run.run();
    return (data as { wasActive?: unknown } | undefined)?.wasActive !== false;
  }
}
