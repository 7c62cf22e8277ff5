import type { KeyValueStore } from '../key-value-store';
import type { NodeStatus } from '../node-status';

/** Shows the state where nobody has to open anything to see it. */
export interface Badge {
  show(status: NodeStatus): void;
}

/** Commands that are over in less than this are not shown as running: their coming and going would only cost time. */
const RUNNING_AFTER_MS = 200;
const STORED_AS = 'status';

/** Publishes the node's status for popup, options page, badge and `otto node start`: changes at once, short commands never. */
export class StatusPublisher {
  readonly #store: KeyValueStore;
  readonly #badge: Badge;
  readonly #describe: () => NodeStatus;
  #published = '';
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(store: KeyValueStore, badge: Badge, describe: () => NodeStatus) {
    this.#store = store;
    this.#badge = badge;
    this.#describe = describe;
  }

  publish(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    const status = this.#describe();
    const text = JSON.stringify(status);
    if (text === this.#published) return;
    this.#published = text;
    void this.#store.set({ [STORED_AS]: status });
    this.#badge.show(status);
  }

  /** Publishes when what has changed is still so in a moment. */
  publishSoon(): void {
    this.#later ??= setTimeout(() => this.publish(), RUNNING_AFTER_MS);
  }
}
