import { isListenerName, isRecord, type ListenerName, type NetworkInterceptOptions } from '@otto/protocol';
import type { RunningListener } from '../runtime/node-status';
import type { NetworkListener } from './network/network-listener';
import type { TappedTab } from './network/network-traffic';

/** What a subscriber asks for. */
export interface ListenerOrder {
  /** Of the subscribe; the key of all that follows. */
  readonly requestId: string;
  readonly traceId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly listener: ListenerName;
  /** Checked. */
  readonly options: NetworkInterceptOptions;
}

/** A subscription as it outlives the worker. */
export interface StoredSubscription extends ListenerOrder {
  readonly tab: TappedTab;
  /** The connection through which it was ordered: the relay ends it with that. */
  readonly connectionId?: string | undefined;
  /** ms since 1970. */
  readonly startedAt?: number | undefined;
}

/** A listener that somebody has subscribed to, from its order to its end. */
export class Subscription {
  readonly order: ListenerOrder;
  /** ms since 1970. */
  readonly startedAt: number;
  readonly #ended = new AbortController();
  connectionId: string | undefined;
  tab: TappedTab | undefined;
  listener: NetworkListener | undefined;

  constructor(order: ListenerOrder, connectionId: string | undefined, startedAt = Date.now()) {
    this.order = order;
    this.startedAt = startedAt;
    this.connectionId = connectionId;
  }

  /** As an earlier life of the worker left it: it captures nothing until it is taken up again. */
  static of({ tab, connectionId, startedAt, ...order }: StoredSubscription): Subscription {
    const subscription = new Subscription(order, connectionId, startedAt);
    subscription.tab = tab;
    return subscription;
  }

  get requestId(): string {
    return this.order.requestId;
  }

  /** Aborts with the reason when the subscription ends while it starts. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  get isDormant(): boolean {
    return this.tab !== undefined && this.listener === undefined;
  }

  /** Missing as long as its tab is not known. */
  get stored(): StoredSubscription | undefined {
    const { order, tab, connectionId, startedAt } = this;
    return tab && { ...order, tab, connectionId, startedAt };
  }

  /** As people see it; missing as long as its tab is not known. */
  get description(): RunningListener | undefined {
    const { order, tab, startedAt } = this;
    const { requestId, clientId, options } = order;
    return tab && { requestId, site: options.site, ...tab, ...(clientId !== undefined && { clientId }), startedAt };
  }

  async end(reason: Error): Promise<void> {
    this.#ended.abort(reason);
    await this.listener?.stop();
  }
}

export function isStoredSubscription(value: unknown): value is StoredSubscription {
  return (
    isRecord(value) &&
    typeof value.requestId === 'string' &&
    typeof value.listener === 'string' &&
    isListenerName(value.listener) &&
    isRecord(value.options) &&
    isRecord(value.tab) &&
    typeof value.tab.tabId === 'number' &&
    typeof value.tab.tabSessionId === 'string'
  );
}
