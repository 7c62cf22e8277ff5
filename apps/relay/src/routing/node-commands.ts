import { Deadline, type Time } from '@otto/locks';
import { LIMITS, OttoError, toOttoError, type CommandCancelPayload } from '@otto/protocol';
import type { Frame } from '../ws/frame';
import { relayFrame } from '../ws/relay-frame';
import type { Command } from './command';
import type { CommandObserver } from './command-observer';
import type { Ending } from './ending';
import { InFlightTable } from './in-flight-table';
import { LateAnswers } from './late-answers';
import { readAnswer } from './node-answer';
import type { NodeTabs } from './node-tabs';
import { forOwner } from './owner-bytes';
import type { Peer } from './peer';

export interface NodeCommandsOptions {
  readonly nodeId: string;
  readonly time: Time;
  readonly observer: CommandObserver;
  readonly tabs: NodeTabs;
  /** The node's session, while it has one. */
  readonly link: () => Peer | undefined;
  /** Whether a client may still drive the node; asked again when a command that has waited gets its turn. */
  readonly isGranted: (clientId: string) => boolean;
  /** The relay goes away: nothing begins any more. */
  readonly isEnding: () => boolean;
  /** Whether the node knows something else than a command by a requestId. */
  readonly isTaken: (nodeRequestId: string) => boolean;
  /** Nothing is left of the commands that the node was ever sent. */
  readonly onForgotten: () => void;
}

/**
 * The commands of one node, from their acceptance until nobody works on them any more. The owner of each gets exactly one
 * terminal frame: the node's answer, or the relay's error when the deadline passes or somebody goes.
 */
export class NodeCommands {
  readonly #inFlight = new InFlightTable();
  readonly #lateAnswers: LateAnswers;

  constructor(private readonly options: NodeCommandsOptions) {
    this.#lateAnswers = new LateAnswers(options.time, options.onForgotten);
  }

  get isEmpty(): boolean {
    return this.#inFlight.isEmpty && this.#lateAnswers.isEmpty;
  }

  /**
   * Takes a command that has passed the checks of the router. Throws `node_offline`, `node_busy`, `tab_locked`, `tab_busy`,
   * `tab_queue_overflow` or `controller_queue_overflow`; afterwards it is accepted and has one terminal frame to come.
   */
  accept(command: Command): void {
    const { nodeId, time, observer, tabs } = this.options;
    const { owner, tabSessionId, timeoutMs } = command;
    const link = this.options.link();
    if (link === undefined || !link.isOpen) throw new OttoError('node_offline', { nodeId });
    if (link.isCongested) throw new OttoError('node_busy', { nodeId });
    const place = tabSessionId === undefined ? 'running' : tabs.enter(command, tabSessionId);
    command.acceptedAt = time.now();
    command.deadline = new Deadline(time, timeoutMs, () => this.#expire(command));
    owner.open(command);
    observer.accepted(command);
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
    const command = this.#inFlight.find(requestId);
    this.#lateAnswers.arrived(requestId);
    if (command === undefined) throw new OttoError('result_not_owned', { nodeId: this.options.nodeId });
    this.#inFlight.remove(command);
    if (command.isOwed) this.#pass(command, frame);
    else this.#takeLate(command, frame);
  }

  /** The node is gone: whatever runs or waits ends with `node_disconnected`. */
  endAll(): void {
    const { nodeId, tabs } = this.options;
    for (const command of [...this.#inFlight.all(), ...tabs.waiting()]) {
      this.#end(command, new OttoError('node_disconnected', { nodeId }));
    }
  }

  /**
   * The node is back before its loss was noticed, and will still answer these commands. Whatever else was sent to it ends
   * with `node_disconnected`; what waits goes on waiting. Returns which commands are resumed, under the node's requestIds.
   */
  resume(nodeRequestIds: readonly string[]): string[] {
    const { nodeId } = this.options;
    const named = new Set(nodeRequestIds);
    // A subscription lives in the connection through which it was made.
    const goesOn = ({ action, nodeRequestId }: Command): boolean =>
      action !== 'listener.subscribe' && named.has(nodeRequestId);
    const before = this.#inFlight.all();
    for (const lost of before.filter((command) => !goesOn(command))) {
      this.#end(lost, new OttoError('node_disconnected', { nodeId }));
    }
    const resumed = before.filter(goesOn);
    for (const command of resumed) if (command.state !== 'running') this.#sendCancel(command);
    return resumed.map(({ nodeRequestId }) => nodeRequestId);
  }

  /** Runs the next command of a lane, if it may. */
  advance(tabSessionId: string): void {
    const { nodeId, tabs, link, isEnding, isGranted } = this.options;
    while (link() !== undefined && !isEnding()) {
      const next = tabs.next(tabSessionId);
      if (next === undefined) return;
      if (isGranted(next.owner.clientId)) return this.#run(next);
      this.#end(next, new OttoError('acl_missing_node_grant', { nodeId }));
    }
  }

  /** Expects no answers any more. */
  close(): void {
    this.#lateAnswers.clear();
  }

  #run(command: Command): void {
    const { nodeId, time, observer, isTaken, link } = this.options;
    const { owner, tabSessionId } = command;
    this.#inFlight.add(command, (id) => isTaken(id) || this.#lateAnswers.has(id));
    command.step('start');
    command.startedAt = time.now();
    // Where it does not reach the node, the node's session is about to end, and endAll() ends the command.
    if (link()?.send(command.takeBytes()) !== true) return;
    owner.notify(command, { type: 'routed', targetNodeId: nodeId, tabSessionId });
    observer.routed(command);
  }

  #announceWait(command: Command): void {
    const { owner, tabSessionId = '', nodeId: targetNodeId } = command;
    const queueDepth = this.options.tabs.depth(tabSessionId);
    owner.event(command, { type: 'queued', targetNodeId, tabSessionId, queueDepth });
  }

  /** Passes the node's answer on to the owner. */
  #pass(command: Command, frame: Frame): void {
    let ending: Ending;
    let bytes: Buffer;
    try {
      ending = readAnswer(frame);
      bytes = forOwner(command, frame);
    } catch (error) {
      this.#end(command, toOttoError(error));
      throw error;
    }
    command.owner.peer.send(bytes);
    this.#finish(command, ending);
  }

  #takeLate(command: Command, frame: Frame): void {
    this.#finish(command);
    if (frame.envelope.messageType === 'result') this.options.observer.answeredLate(command, frame);
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
    this.options.observer.ended(command, ending);
  }

  #tellToStop(command: Command): void {
    this.#sendCancel(command);
    command.grace = this.options.time.start(LIMITS.cancelGraceMs, () => this.#graceOver(command));
  }

  #sendCancel({ nodeRequestId, traceId }: Command): void {
    const cancel: CommandCancelPayload = { targetRequestId: nodeRequestId };
    this.options.link()?.send(relayFrame('command_cancel', nodeRequestId, cancel, traceId));
  }

  #graceOver(command: Command): void {
    if (command.isOwed) this.#end(command, new OttoError('command_cancelled'));
    else this.#finish(command);
  }

  /** Ends a command that nobody works on any more, with its terminal frame if the owner still waits for one. */
  #end(command: Command, error: OttoError | undefined): void {
    const stage = command.state === 'waiting' ? 'queue' : 'run';
    this.#finish(command, command.isOwed ? failure(command, error, stage) : undefined);
  }

  /** Clears up after a command, and opens its lane. `ending` is how it ended for its owner, if that is news. */
  #finish(command: Command, ending?: Ending): void {
    const { time, tabs, observer } = this.options;
    command.step('finish');
    command.deadline?.clear();
    if (command.grace !== undefined) time.stop(command.grace);
    command.owner.close(command);
    if (this.#inFlight.remove(command)) this.#lateAnswers.expect(command.nodeRequestId);
    if (ending !== undefined) observer.ended(command, ending);
    const { tabSessionId } = command;
    if (tabSessionId === undefined) return;
    tabs.leave(command, tabSessionId);
    this.advance(tabSessionId);
  }
}

/** Gives the owner its terminal frame, unless there is nobody to give it to. */
function failure(command: Command, error: OttoError | undefined, stage: 'queue' | 'run'): Ending {
  return error === undefined ? { outcome: 'cancelled' } : command.owner.fail(command, error, stage);
}
