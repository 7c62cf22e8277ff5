import { isRecord, type CommandOutcome, type Envelope, type ErrorCode } from '@otto/protocol';
import type { Subscriptions } from '../../listeners/subscriptions';
import { UpdateQueue } from '../../listeners/update-queue';
import type { LinkReport } from '../link/link-report';
import type { ToLink } from '../link/link-messages';
import { ExtensionLog } from '../logs/extension-log';
import { NodeLog } from '../logs/node-log';
import { EventPump } from './event-pump';

/** What the relay answers to the update of a listener that it does not know, or to the result that made one. */
const ENDS_LISTENER: ReadonlySet<unknown> = new Set<ErrorCode>([
  'listener_not_found',
  'listener_node_mismatch',
  'listener_owner_offline',
  'result_not_owned',
]);

/** What the node tells without being asked, as long as it is connected: updates of its listeners first, then its log. */
export class NodeEvents {
  readonly updates: UpdateQueue;
  readonly log: NodeLog;
  readonly #entries: ExtensionLog;
  readonly #pump: EventPump;
  #subscriptions: Subscriptions | undefined;

  constructor(tell: (message: ToLink) => void) {
    const onWaiting = (): void => this.#pump.wake();
    this.updates = new UpdateQueue(onWaiting);
    this.#entries = new ExtensionLog({ onWaiting });
    this.log = new NodeLog(this.#entries);
    this.#pump = new EventPump(tell, [this.updates, this.#entries]);
  }

  /** What makes the updates. Has to be called before anything else here. */
  feed(subscriptions: Subscriptions): void {
    this.#subscriptions = subscriptions;
  }

  /** Whether the user wants the log to go to the relay. */
  wantLog(isWanted: boolean): void {
    this.#entries.want(isWanted);
  }

  /** The link has changed; without a report the document is gone, and what it was given with it. */
  linked(report: LinkReport | undefined): void {
    const connectionId = report?.phase === 'connected' ? report.connectionId : undefined;
    if (report !== undefined) this.log.linked(report);
    if (connectionId === undefined) this.#pump.close();
    else this.#pump.open();
    this.#subscriptions?.linked(connectionId);
  }

  /** See Subscriptions. */
  answering(requestId: string, outcome: CommandOutcome): boolean {
    return this.#subscriptions?.answering(requestId, outcome) ?? false;
  }

  /** See Subscriptions. */
  answered(requestId: string): void {
    this.#subscriptions?.answered(requestId);
  }

  /** The document has passed a batch on. */
  passed(batch: number): void {
    this.#pump.passed(batch);
  }

  /** The relay has answered an event, or a result, with an error. */
  refused({ requestId, payload }: Envelope): void {
    if (!isRecord(payload) || this.#entries.refused(requestId, payload.retryAfterMs)) return;
    if (ENDS_LISTENER.has(payload.code)) this.#subscriptions?.refuse(requestId, String(payload.code));
  }
}
