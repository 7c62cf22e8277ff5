import { LIMITS, OttoError, toOttoError, type CommandOutcome } from '@otto/protocol';
import type { TabRequest } from '../runtime/tabs/tab-request';
import type { RunningListener } from '../runtime/node-status';
import { untilAborted } from '../runtime/until-aborted';
import type { ListenerEvent } from './listener-event';
import type { NetworkListeners } from './network/network-listeners';
import type { TappedTab } from './network/network-traffic';
import { Subscription, type ListenerOrder } from './subscription';
import { SubscriptionTable, type TableOptions } from './subscription-table';
import type { UpdateQueue } from './update-queue';

export interface SubscriptionsOptions extends TableOptions {
  readonly listeners: Pick<NetworkListeners, 'tabFor' | 'look' | 'make'>;
  readonly updates: UpdateQueue;
  readonly observer?: SubscriptionObserver;
}

/** Told of the beginning and the end of each subscription. */
export interface SubscriptionObserver {
  started(order: ListenerOrder): void;
  /** @param reason Missing when its subscriber wanted that. */
  stopped(order: ListenerOrder, reason?: string): void;
}

export interface Unsubscribe {
  readonly clientId?: string | undefined;
  readonly targetRequestId: string;
}

const STOPPED_BY_USER = 'stopped_by_user';
const RESUME_WITHIN_MS = 30_000;

/** Begins and ends the subscriptions of this node. */
export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #table: SubscriptionTable;
  #connectionId: string | undefined;

  private constructor(options: SubscriptionsOptions, table: SubscriptionTable) {
    this.#options = options;
    this.#table = table;
    table.onRegrouped = (tabId) => void this.#regrouped(tabId);
  }

  /** As the last life of the worker left them; they are taken up when `linked` says that the connection is still the same. */
  static async restore(options: SubscriptionsOptions): Promise<Subscriptions> {
    return new Subscriptions(options, await SubscriptionTable.restore(options));
  }

  /**
   * Resolves when the listener misses nothing any more. Its updates wait until `answered`.
   *
   * @throws OttoError `too_many_listeners`, `duplicate_request_id`, those of NetworkListeners and of starting to capture, or
   * the reason of the signal
   */
  async subscribe(order: ListenerOrder, { grant, signal }: Pick<TabRequest, 'grant' | 'signal'>): Promise<void> {
    signal.throwIfAborted();
    const { requestId } = order;
    if (this.#table.get(requestId) !== undefined) throw new OttoError('duplicate_request_id', { requestId });
    const limit = LIMITS.listenersPerNode;
    if (this.#table.size >= limit) throw new OttoError('too_many_listeners', { limit });
    const subscription = new Subscription(order, this.#connectionId);
    this.#table.add(subscription);
    try {
      const within = AbortSignal.any([signal, subscription.ended]);
      const { clientId, options } = order;
      const request = { clientId, grant, signal: within };
      const tab = await untilAborted(this.#options.listeners.tabFor(request, options), within);
      await this.#open(subscription, tab, within);
    } catch (error) {
      await this.#end(subscription, error as Error);
      throw error;
    }
    this.#table.changed();
    this.#options.observer?.started(order);
  }

  /**
   * Whether the listener was active until now. Resolves when it captures nothing any more.
   *
   * @throws OttoError `listener_owner_mismatch`
   */
  async unsubscribe({ clientId, targetRequestId }: Unsubscribe): Promise<boolean> {
    const subscription = this.#table.get(targetRequestId);
    if (subscription === undefined) {
      this.#options.updates.drop(targetRequestId);
      return false;
    }
    if (subscription.order.clientId !== clientId) throw new OttoError('listener_owner_mismatch');
    await this.#end(subscription, new OttoError('command_cancelled'));
    this.#options.observer?.stopped(subscription.order);
    return true;
  }

  /** What captures now. */
  get running(): RunningListener[] {
    return this.#table.all.flatMap(({ description }) => description ?? []);
  }

  /** Ends a listener for the user of the browser; whoever subscribed is told. */
  stop(requestId: string): void {
    const subscription = this.#table.get(requestId);
    if (subscription?.listener !== undefined) return subscription.listener.lose(STOPPED_BY_USER);
    // It is about to be taken up again, or to start.
    this.refuse(requestId, STOPPED_BY_USER);
  }

  /** A command is about to be answered; a subscribe that did not succeed is one that never was. Whether `answered` must follow. */
  answering(requestId: string, outcome: CommandOutcome): boolean {
    if (outcome !== 'completed') this.refuse(requestId);
    return this.#options.updates.isHeld(requestId);
  }

  /** The result of a subscribe has gone out. */
  answered(requestId: string): void {
    this.#options.updates.release(requestId);
  }

  /** Nobody wants the updates of that listener: its subscribe failed, or the relay does not know it. */
  refuse(requestId: string, reason?: string): void {
    this.#options.updates.drop(requestId);
    const subscription = this.#table.get(requestId);
    if (subscription === undefined) return;
    void this.#end(subscription, new OttoError('command_cancelled'));
    if (reason !== undefined) this.#options.observer?.stopped(subscription.order, reason);
  }

  /** The connection to the relay is this one, or there is none. What was ordered through another one has ended with it. */
  linked(connectionId: string | undefined): void {
    this.#connectionId = connectionId;
    if (connectionId === undefined) this.#options.updates.clear();
    for (const subscription of this.#table.all) {
      subscription.connectionId ??= connectionId;
      const isGone = connectionId === undefined || subscription.connectionId !== connectionId;
      if (isGone) this.refuse(subscription.requestId, 'connection_lost');
      else if (subscription.isDormant) void this.#resume(subscription, subscription.tab as TappedTab);
    }
    this.#table.changed();
  }

  async #open(subscription: Subscription, tab: TappedTab, signal: AbortSignal): Promise<void> {
    const { listeners, updates } = this.#options;
    const { requestId, traceId, options } = subscription.order;
    const listener = listeners.make({
      tab,
      options,
      emit: (event) => updates.add(requestId, event),
      onOver: (last) => this.#over(subscription, last),
    });
    subscription.tab = tab;
    subscription.listener = listener;
    updates.open({ requestId, traceId, gapOf: (count) => listener.gap(count) });
    await listener.start(signal);
  }

  async #resume(subscription: Subscription, tab: TappedTab): Promise<void> {
    const { listeners, updates } = this.#options;
    const { requestId } = subscription;
    const signal = AbortSignal.any([subscription.ended, AbortSignal.timeout(RESUME_WITHIN_MS)]);
    const opened = this.#open(subscription, tab, signal);
    // Its subscribe was answered in an earlier life of the worker.
    updates.release(requestId);
    try {
      await Promise.all([opened, listeners.look(tab)]);
      if (subscription.listener !== undefined) updates.add(requestId, subscription.listener.resumed());
    } catch (error) {
      if (subscription.ended.aborted) return;
      if (subscription.listener === undefined) this.refuse(requestId, codeOf(error));
      else subscription.listener.lose(codeOf(error));
    }
  }

  /** The tab or its debugger is lost; whoever subscribed is told. */
  #over(subscription: Subscription, last: ListenerEvent): void {
    if (!this.#table.remove(subscription)) return;
    this.#options.updates.finish(subscription.requestId, last);
    const reason = reasonOf(last);
    void subscription.end(new OttoError('listener_debugger_command_failed', { reason }));
    this.#options.observer?.stopped(subscription.order, reason);
  }

  async #end(subscription: Subscription, reason: Error): Promise<void> {
    this.#options.updates.drop(subscription.requestId);
    if (!this.#table.remove(subscription)) return;
    await subscription.end(reason);
  }

  /** A tab that the user took out of the group is none of Otto's business any more. One that is closed leaves it too. */
  async #regrouped(tabId: number): Promise<void> {
    for (const { tab, listener } of this.#table.all) {
      if (tab?.tabId !== tabId) continue;
      await this.#options.listeners.look(tab).catch((error: unknown) => listener?.lose(codeOf(error)));
    }
  }
}

function codeOf(thrown: unknown): string {
  return toOttoError(thrown).code;
}

function reasonOf({ data }: ListenerEvent): string {
  return String((data as { error?: unknown }).error);
}
