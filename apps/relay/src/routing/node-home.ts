import { Deadline, type Time } from '@otto/locks';
import { LIMITS, OttoError, type ActionName, type CommandCancelPayload } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import { relayFrame } from '../ws/relay-frame';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Ending } from './ending';
import { Errand } from './errand';
import { InFlightTable } from './in-flight-table';
import { LateAnswers } from './late-answers';
import { ListenerTable } from './listener-table';
import { readAnswer } from './node-answer';
import { NodeTabs, type LeaseTeller } from './node-tabs';
import { forOwner } from './owner-bytes';

import type { Peer } from './peer';

export interface NodeHomeOptions {
  readonly time: Time;
  readonly tabQueueLimit: number;
  readonly commands: CommandObserver;
  readonly leases: LeaseTeller;
  /** Whether a client may still drive the node; asked again when a command that has waited gets its turn. */
  readonly isGranted: (clientId: string, nodeId: string) => boolean;
  /** Something has ended here, so that perhaps nothing is left. */
  readonly onIdle: (home: NodeHome) => void;
}

/**
 * All state that belongs to one node: its session, lanes, leases, commands in flight and listeners. Everything that
 * happens to a command from its acceptance to its terminal frame happens here.
 */
export class NodeHome {
  readonly tabs: NodeTabs;
  readonly listeners = new ListenerTable();
  readonly #inFlight = new InFlightTable();
  readonly #lateAnswers: LateAnswers;
  #link: Peer | undefined;

  constructor(
    readonly nodeId: string,
    private readonly options: NodeHomeOptions,
  ) {
    const { time, tabQueueLimit, leases } = options;
    this.#lateAnswers = new LateAnswers(time, () => options.onIdle(this));
    this.tabs = new NodeTabs({
      nodeId,
      queueLimit: tabQueueLimit,
      time,
      leases,
      onLeaseChange: (tabSessionId) => this.#advance(tabSessionId),
      onEmpty: () => options.onIdle(this),
    });
  }

  get isConnected(): boolean {
    return this.#link !== undefined;
  }

  get isIdle(): boolean {
    const parts = [this.tabs, this.#inFlight, this.listeners, this.#lateAnswers];
    return this.#link === undefined && parts.every(({ isEmpty }) => isEmpty);
  }

  /** The node's session has begun. */
  attach(link: Peer): void {
    this.#link = link;
  }

  /** The node's session is over: whatever runs or waits ends with `node_disconnected`. Leases stay. */
  detach(link: Peer): void {
    if (this.#link !== link) return;
    this.#link = undefined;
    const gone = (): OttoError => new OttoError('node_disconnected', { nodeId: this.nodeId });
    for (const request of this.#inFlight.all()) {
      if (request.kind === 'errand') request.done();
      else this.#end(request, gone());
    }
    for (const command of this.tabs.waiting()) this.#end(command, gone());
  }

  /** The relay is going: nothing is expected of the node any more. */
  close(): void {
    this.#lateAnswers.clear();
  }

  /**
   * Takes a command that has passed the checks of the router. Throws `node_offline`, `node_busy`, `tab_locked`, `tab_busy`,
   * `tab_queue_overflow` or `controller_queue_overflow`; afterwards it is accepted and has one terminal frame to come.
   */
  accept(command: Command): void {
    const { nodeId } = this;
    if (this.#link === undefined || !this.#link.isOpen) throw new OttoError('node_offline', { nodeId });
    if (this.#link.isCongested) throw new OttoError('node_busy', { nodeId });
    const { owner, tabSessionId, timeoutMs } = command;
    const place = tabSessionId === undefined ? 'running' : this.tabs.enter(command, tabSessionId);
    command.acceptedAt = this.options.time.now();
    command.deadline = new Deadline(this.options.time, timeoutMs, () => this.#expire(command));
    owner.open(command);
    this.options.commands.accepted(command);
    if (place === 'running') this.#run(command);
    else this.#announceWait(command);
  }

  /** Cancels a command for its owner. Says `cancelled` when that is done, `forwarded` when the node has to stop first. */
  cancel(command: Command): 'cancelled' | 'forwarded' {
    if (command.state === 'waiting') {
      this.#end(command, new OttoError('command_cancelled'));
      return 'cancelled';
    }
    if (command.state === 'running') {
      command.step('stop');
      this.#tellToStop(command);
    }
    return 'forwarded';
  }

  /** Ends a command whose owner goes away. `farewell` is its terminal frame, if the owner can still be reached. */
  abandon(command: Command, farewell?: OttoError): void {
    if (command.state === 'waiting') this.#end(command, farewell);
    else if (command.isOwed) this.#giveUp(command, farewell);
  }

  /** Takes a `result` or `error` of the node. Throws `result_not_owned`, or `invalid_result` when it cannot be read. */
  answer(frame: Frame): void {
    const { requestId } = frame.envelope;
    const request = this.#inFlight.find(requestId);
    this.#lateAnswers.arrived(requestId);
    if (request === undefined) throw new OttoError('result_not_owned', { nodeId: this.nodeId });
    if (request.kind === 'errand') return request.done();
    this.#inFlight.remove(request);
    this.#answered(request, frame);
  }

  /** Sends a command of the relay's own. `onDone` is called once, at the latest when the node is gone. */
  order(action: ActionName, payload: Record<string, unknown>, onDone?: () => void): void {
    const errand = new Errand(this.options.time, () => {
      this.#inFlight.remove(errand);
      onDone?.();
      this.options.onIdle(this);
    });
    this.#inFlight.addErrand(errand);
    if (this.#link?.send(errand.frame(this.nodeId, action, payload)) !== true) errand.done();
  }

  #run(command: Command): void {
    const { owner, tabSessionId, nodeId } = command;
    this.#inFlight.addCommand(command, (id) => this.listeners.has(id) || this.#lateAnswers.has(id));
    command.step('start');
    command.startedAt = this.options.time.now();
    // Where it does not reach the node, the node's session is about to end, and detach() ends the command.
    if (this.#link?.send(command.takeBytes()) !== true) return;
    owner.notify(command, { type: 'routed', targetNodeId: nodeId, tabSessionId });
    this.options.commands.routed(command);
  }

  #announceWait(command: Command): void {
    const { owner, tabSessionId = '', nodeId } = command;
    const queueDepth = this.tabs.depth(tabSessionId);
    owner.event(command, { type: 'queued', targetNodeId: nodeId, tabSessionId, queueDepth });
  }

  #answered(command: Command, frame: Frame): void {
    if (!command.isOwed) {
      this.#finish(command);
      if (frame.envelope.messageType === 'result') this.options.commands.answeredLate(command, frame);
      return;
    }
    let ending: Ending;
    let bytes: Buffer;
    try {
      ending = readAnswer(frame);
      bytes = forOwner(command, frame);
    } catch (error) {
      this.#end(command, error as OttoError);
      throw error;
    }
    command.owner.peer.send(bytes);
    this.#finish(command);
    this.options.commands.ended(command, ending);
  }

  #expire(command: Command): void {
    const { timeoutMs } = command;
    if (command.state === 'waiting') this.#end(command, new OttoError('queue_wait_timed_out', { timeoutMs }));
    else this.#giveUp(command, new OttoError('command_timed_out', { timeoutMs }));
  }

  /** Ends a command for its owner while the node still works on it; the lane stays closed until the node has stopped. */
  #giveUp(command: Command, error: OttoError | undefined): void {
    const wasTold = command.state === 'stopping';
    command.step('give_up');
    command.deadline?.clear();
    command.owner.close(command);
    const ending = failure(command, error, 'run');
    if (!wasTold) this.#tellToStop(command);
    this.options.commands.ended(command, ending);
  }

  #tellToStop(command: Command): void {
    const { nodeRequestId, traceId } = command;
    const cancel: CommandCancelPayload = { targetRequestId: nodeRequestId };
    this.#link?.send(relayFrame('command_cancel', nodeRequestId, cancel, traceId));
    command.grace = this.options.time.start(LIMITS.cancelGraceMs, () => this.#graceOver(command));
  }

  #graceOver(command: Command): void {
    if (command.isOwed) this.#end(command, new OttoError('command_cancelled'));
    else this.#finish(command);
  }

  /** Ends a command that nobody works on (any more), with its terminal frame if the owner still waits for one. */
  #end(command: Command, error: OttoError | undefined): void {
    const stage = command.state === 'waiting' ? 'queue' : 'run';
    const ending = command.isOwed ? failure(command, error, stage) : undefined;
    this.#finish(command);
    if (ending !== undefined) this.options.commands.ended(command, ending);
  }

  #finish(command: Command): void {
    const { time } = this.options;
    command.step('finish');
    command.deadline?.clear();
    if (command.grace !== undefined) time.stop(command.grace);
    command.owner.close(command);
    if (this.#inFlight.remove(command)) this.#lateAnswers.expect(command.nodeRequestId);
    const { tabSessionId } = command;
    if (tabSessionId === undefined) return;
    this.tabs.leave(command, tabSessionId);
    this.#advance(tabSessionId);
  }

  /** Runs the next command of a lane, if it may. */
  #advance(tabSessionId: string): void {
    while (this.#link !== undefined) {
      const next = this.tabs.next(tabSessionId);
      if (next === undefined) return;
      if (this.options.isGranted(next.owner.clientId, this.nodeId)) return this.#run(next);
      this.#end(next, new OttoError('acl_missing_node_grant', { nodeId: this.nodeId }));
    }
  }
}

function failure(command: Command, error: OttoError | undefined, stage: 'queue' | 'run'): Ending {
  return error === undefined ? { outcome: 'cancelled' } : command.owner.fail(command, error, stage);
}
