import { UpdateQueue } from '../../listeners/update-queue';
import type { ToLink } from '../link/link-messages';
import { EventPump } from './event-pump';

/** What the node tells without being asked, as long as it is connected. */
export class NodeEvents {
  readonly updates: UpdateQueue;
  readonly #pump: EventPump;

  constructor(tell: (message: ToLink) => void) {
    this.updates = new UpdateQueue(() => this.#pump.wake());
    this.#pump = new EventPump(tell, [this.updates]);
  }

  linked(isConnected: boolean): void {
    if (isConnected) this.#pump.open();
    else this.#pump.close();
  }

  /** The document has passed a batch on. */
  passed(batch: number): void {
    this.#pump.passed(batch);
  }
}
