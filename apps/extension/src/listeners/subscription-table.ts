import type { KeyValueStore } from '../runtime/key-value-store';
import type { ManagedTabs } from '../runtime/managed-tabs';
import { Subscription, isStoredSubscription } from './subscription';

export interface TableOptions {
  /** chrome.storage.session */
  readonly store: KeyValueStore;
  readonly tabs: Pick<ManagedTabs, 'onRegrouped'>;
  /** Whether there are any, so that the worker has to stay. */
  readonly onNeeded: (isNeeded: boolean) => void;
}

const STORED_AS = 'listeners';

/** The subscriptions by the requestId of their subscribe, kept in chrome.storage.session so that they outlive the worker. */
export class SubscriptionTable {
  /** Told which tab the user may have taken, as long as there are any subscriptions. */
  onRegrouped: (tabId: number) => void = () => undefined;
  readonly #options: TableOptions;
  readonly #all: Map<string, Subscription>;
  #unwatch: (() => void) | undefined;

  private constructor(options: TableOptions, restored: readonly Subscription[]) {
    this.#options = options;
    this.#all = new Map(restored.map((subscription) => [subscription.requestId, subscription]));
  }

  static async restore(options: TableOptions): Promise<SubscriptionTable> {
    const { [STORED_AS]: stored } = await options.store.get([STORED_AS]);
    const found = Array.isArray(stored) ? stored.filter(isStoredSubscription) : [];
    return new SubscriptionTable(options, found.map(Subscription.of));
  }

  get size(): number {
    return this.#all.size;
  }

  get all(): Subscription[] {
    return [...this.#all.values()];
  }

  get(requestId: string): Subscription | undefined {
    return this.#all.get(requestId);
  }

  add(subscription: Subscription): void {
    this.#all.set(subscription.requestId, subscription);
  }

  /** Whether it was there. */
  remove({ requestId }: Subscription): boolean {
    const wasThere = this.#all.delete(requestId);
    if (wasThere) this.changed();
    return wasThere;
  }

  /** Something about the subscriptions is not as it was stored. */
  changed(): void {
    const { store, onNeeded } = this.#options;
    const stored = this.all.flatMap((subscription) => subscription.stored ?? []);
    // Not waited for: the browser applies it even when the worker ends right afterwards. A full storage area must not keep
    // anybody from listening; it only ends their listeners with the worker.
    store.set({ [STORED_AS]: stored }).catch(() => undefined);
    onNeeded(this.size > 0);
    this.#watch();
  }

  #watch(): void {
    if (this.size > 0) this.#unwatch ??= this.#options.tabs.onRegrouped((tabId) => this.onRegrouped(tabId));
    else {
      this.#unwatch?.();
      this.#unwatch = undefined;
    }
  }
}
