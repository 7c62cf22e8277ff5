import type { Time } from '@otto/locks';
import type { ActionName } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import type { CommandObserver } from './command-observer';
import { Errand } from './errand';
import { ListenerTable } from './listener-table';
import { NodeCommands } from './node-commands';
import { NodeTabs, type LeaseTeller } from './node-tabs';
import type { Peer } from './peer';

export interface NodeHomeOptions {
  readonly time: Time;
  /** How many may wait for one tab. */
  readonly tabQueueLimit: number;
  readonly commands: CommandObserver;
  readonly leases: LeaseTeller;
  /** Whether a client may drive a node. */
  readonly isGranted: (clientId: string, nodeId: string) => boolean;
  /** The relay goes away: nothing begins any more. */
  readonly isEnding: () => boolean;
  /** Something has ended here, so that perhaps nothing is left. */
  readonly onIdle: (home: NodeHome) => void;
}

/** All state that belongs to one node: its session, lanes, leases, commands and listeners, and the relay's own errands there. */
export class NodeHome {
  readonly tabs: NodeTabs;
  readonly commands: NodeCommands;
  readonly listeners = new ListenerTable();
  readonly #errands = new Map<string, Errand>();
  #link: Peer | undefined;

  constructor(
    readonly nodeId: string,
    private readonly options: NodeHomeOptions,
  ) {
    const { time, tabQueueLimit, commands, leases, isEnding, isGranted } = options;
    this.tabs = new NodeTabs({
      nodeId,
      queueLimit: tabQueueLimit,
      time,
      leases,
      onLeaseChange: (tabSessionId) => this.commands.advance(tabSessionId),
      onEmpty: () => options.onIdle(this),
    });
    this.commands = new NodeCommands({
      nodeId,
      time,
      observer: commands,
      tabs: this.tabs,
      link: () => this.#link,
      isEnding,
      isGranted: (clientId) => isGranted(clientId, nodeId),
      isTaken: (nodeRequestId) => this.listeners.has(nodeRequestId),
      onForgotten: () => options.onIdle(this),
    });
  }

  get isConnected(): boolean {
    return this.#link !== undefined;
  }

  get isIdle(): boolean {
    const isEmpty = this.tabs.isEmpty && this.commands.isEmpty && this.listeners.isEmpty && this.#errands.size === 0;
    return this.#link === undefined && isEmpty;
  }

  /**
   * The node's session has begun. Where it takes the place of one that has not ended yet, `resume` names the commands that
   * go on in it, and the rest ends; all of them, where the node does not do such a thing. Returns those that go on.
   */
  attach(link: Peer, resume?: readonly string[]): string[] {
    const older = this.#link;
    if (older !== undefined && resume === undefined) this.detach(older);
    this.#link = link;
    if (older === undefined || resume === undefined) return [];
    this.#endErrands();
    return this.commands.resume(resume);
  }

  /** The node's session is over, and with it everything but the leases. Harmless for a session that was replaced before. */
  detach(link: Peer): void {
    if (this.#link !== link) return;
    this.#link = undefined;
    this.#endErrands();
    this.commands.endAll();
  }

  /** Takes a `result` or `error` of the node. Throws `result_not_owned`, or `invalid_result` when it cannot be read. */
  answer(frame: Frame): void {
    const errand = this.#errands.get(frame.envelope.requestId);
    if (errand === undefined) this.commands.answer(frame);
    else errand.done();
  }

  /** Sends a command of the relay's own. `onDone` is called once, at the latest when the node is gone. */
  order(action: ActionName, payload: Record<string, unknown>, onDone?: () => void): void {
    const errand = new Errand(this.options.time, ({ nodeRequestId }) => {
      this.#errands.delete(nodeRequestId);
      onDone?.();
      this.options.onIdle(this);
    });
    this.#errands.set(errand.nodeRequestId, errand);
    if (this.#link?.send(errand.frame(this.nodeId, action, payload)) !== true) errand.done();
  }

  #endErrands(): void {
    for (const errand of [...this.#errands.values()]) errand.done();
  }
}
