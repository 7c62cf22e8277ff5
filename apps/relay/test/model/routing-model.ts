import { LIMITS } from '@otto/protocol';
import type { ReceivedFrame } from '../frame-inbox';
import { nameOf, type WorldPeer } from '../world-peer';

/** A command that the relay has accepted and not ended. */
export interface OpenCommand {
  readonly action: string;
  readonly nodeId: string;
  readonly lane: string | undefined;
  /** What a listener.unsubscribe ends. */
  readonly target: string | undefined;
  /** ms since 1970: it has its terminal frame by then. */
  dueAt: number;
}

interface AcceptedCommand extends OpenCommand {
  /** The order of acceptance. */
  readonly place: number;
  isWaiting: boolean;
}

/** A command that a node was sent and has not answered. */
export interface SentCommand {
  readonly frame: ReceivedFrame;
  readonly lane: string | undefined;
  /** Once the node was told to stop: when the lane is free even if it does not. */
  freeAt: number;
}

export interface ControllerModel {
  readonly clientId: string;
  peer: WorldPeer | undefined;
  readonly open: Map<string, AcceptedCommand>;
  /** Requests that may still be told something without being an open command. */
  readonly listeners: Set<string>;
  readonly streams: Set<string>;
  /** Requests that are no commands, such as locks and cancels. */
  readonly others: Set<string>;
}

export interface NodeModel {
  readonly nodeId: string;
  peer: WorldPeer | undefined;
  sent: SentCommand[];
}

/** The promises of the wire protocol about commands, and enough memory to notice where one is broken: it throws. */
export class RoutingModel {
  /** Who holds the lease of a lane. */
  readonly #holders = new Map<string, ControllerModel>();
  #accepted = 0;

  constructor(
    readonly controllers: readonly ControllerModel[],
    readonly nodes: readonly NodeModel[],
  ) {}

  accepted(controller: ControllerModel, id: string, command: OpenCommand): void {
    must(!controller.open.has(id), `${id} was accepted twice`);
    controller.listeners.delete(id);
    controller.streams.delete(id);
    const place = (this.#accepted += 1);
    controller.open.set(id, { ...command, place, isWaiting: true });
  }

  controllerGone(controller: ControllerModel): void {
    controller.peer = undefined;
    for (const held of [controller.open, controller.listeners, controller.streams]) held.clear();
    for (const [lane, holder] of this.#holders) if (holder === controller) this.#holders.delete(lane);
  }

  /** What `peer` was sent, at a moment in ms since 1970. */
  saw(peer: WorldPeer, frame: ReceivedFrame, at: number): void {
    if (frame.messageType === 'hello_ack' || frame.messageType === 'auth_ack') return;
    const controller = this.controllers.find((each) => each.peer === peer);
    const node = this.nodes.find((each) => each.peer === peer);
    if (controller !== undefined) this.#controllerGot(controller, frame);
    if (node !== undefined) nodeGot(node, frame, at);
  }

  /** Every command has its terminal frame in time. */
  requirePunctuality(now: number): void {
    for (const { open } of this.controllers) {
      for (const [id, { dueAt }] of open) must(dueAt > now, `${id} is overdue`);
    }
  }

  /** A node works for somebody who waits for it, or was told to stop. */
  requirePurpose(): void {
    for (const { nodeId, sent } of this.nodes) {
      const working = sent.filter(({ freeAt, frame }) => freeAt === Infinity && frame.senderRole === 'controller');
      const awaited = this.#openCommands().filter((command) => command.nodeId === nodeId && !command.isWaiting);
      must(working.length <= awaited.length, 'a node works for nobody');
    }
  }

  /** Every command that was routed to a node is one that the node works on. */
  requireWorkedOn({ nodeId, sent }: NodeModel): void {
    const awaited = this.#openCommands().filter((command) => command.nodeId === nodeId && !command.isWaiting);
    const working = sent.filter(({ frame }) => frame.senderRole === 'controller');
    must(awaited.length <= working.length, 'a command is waited for that its node has forgotten');
  }

  /** A client has nothing at a node for which it is not granted. */
  requireNothingOf(clientId: string, nodeId: string): void {
    const ofClient = this.controllers.filter((each) => each.clientId === clientId);
    const left = ofClient.flatMap(({ open }) => [...open.values()]).filter((command) => command.nodeId === nodeId);
    must(left.length === 0, 'a command outlived its grant');
    const held = [...this.#holders].filter(([lane, by]) => ofClient.includes(by) && lane.startsWith(`${nodeId} `));
    must(held.length === 0, 'a lease outlived its grant');
  }

  requireNothingOpen(nodeId?: string): void {
    const left = this.#openCommands().filter((command) => nodeId === undefined || command.nodeId === nodeId);
    must(left.length === 0, nodeId === undefined ? 'a command was never ended' : 'a command outlived its node');
  }

  #openCommands(): AcceptedCommand[] {
    return this.controllers.flatMap(({ open }) => [...open.values()]);
  }

  #controllerGot(controller: ControllerModel, frame: ReceivedFrame): void {
    const { requestId, messageType, payload } = frame;
    const command = controller.open.get(requestId);
    if (controller.others.has(requestId)) return this.#lockEvent(controller, frame);
    switch (payload.type) {
      case 'queued':
        return must(command?.isWaiting === true, 'queued without waiting');
      case 'routed':
        return this.#started(controller, defined(command, 'routed without a command'));
      case 'listener_update':
        return must(controller.listeners.has(requestId), 'an update for a stranger');
      case 'listener_ended':
        return must(controller.listeners.delete(requestId), 'the end of a listener that there was not');
    }
    const isTerminal = messageType === 'result' || messageType === 'error';
    if (command !== undefined && isTerminal) ended(controller, requestId, command, frame);
    else must(controller.streams.delete(requestId), `a stray frame: ${nameOf(frame)} on ${requestId}`);
  }

  #lockEvent(controller: ControllerModel, { payload }: ReceivedFrame): void {
    const lane = `${String(payload.targetNodeId)} ${String(payload.tabSessionId)}`;
    if (payload.type === 'lock_acquired') {
      must(!this.#holders.has(lane), 'two hold one lease');
      this.#holders.set(lane, controller);
    }
    if (payload.type === 'lock_released' || payload.type === 'lock_expired') {
      must(this.#holders.get(lane) === controller, 'a lease ended that was not held');
      this.#holders.delete(lane);
    }
  }

  #started(controller: ControllerModel, command: AcceptedCommand): void {
    const { lane, place } = command;
    must(command.isWaiting, 'routed twice');
    command.isWaiting = false;
    if (lane === undefined) return;
    const holder = this.#holders.get(lane);
    must(holder === undefined || holder === controller, 'a command ran against the lease of another');
    for (const other of this.controllers) {
      const mayRun = holder === undefined || holder === other;
      const isPassedOver = [...other.open.values()].some(
        (each) => each.lane === lane && each.isWaiting && each.place < place,
      );
      must(!(mayRun && isPassedOver), 'a lane is not first in, first out');
    }
  }
}

function ended(controller: ControllerModel, id: string, command: AcceptedCommand, { payload }: ReceivedFrame): void {
  controller.open.delete(id);
  const { ok, data } = payload;
  if (ok !== true) return;
  must(!command.isWaiting, 'a result without a run');
  if (command.action === 'listener.subscribe') controller.listeners.add(id);
  if (command.action === 'listener.unsubscribe') controller.listeners.delete(command.target ?? '');
  if (command.action === 'command.test' && data !== undefined) controller.streams.add(id);
}

function nodeGot(node: NodeModel, frame: ReceivedFrame, at: number): void {
  if (frame.messageType === 'command') {
    const lane = laneOf(node.nodeId, frame.payload);
    const busy = node.sent.some((sent) => sent.lane !== undefined && sent.lane === lane && sent.freeAt > at);
    must(!busy, 'two commands run in one lane');
    const isReused = node.sent.some((sent) => sent.frame.requestId === frame.requestId);
    must(!isReused, 'a node got a command on a requestId that it has still to answer');
    node.sent.push({ frame, lane, freeAt: Infinity });
  }
  if (frame.messageType === 'command_cancel') {
    const stopped = node.sent.find((sent) => sent.frame.requestId === frame.payload.targetRequestId);
    const told = defined(stopped, 'a node was told to stop what it does not do');
    told.freeAt = Math.min(told.freeAt, at + LIMITS.cancelGraceMs);
  }
}

/** The lane in which a command runs; listeners run in none. */
export function laneOf(
  nodeId: string,
  { tabSessionId, action }: { tabSessionId?: unknown; action?: unknown },
): string | undefined {
  const hasLane = typeof tabSessionId === 'string' && !String(action).startsWith('listener.');
  return hasLane ? `${nodeId} ${tabSessionId}` : undefined;
}

export function must(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}

function defined<T>(value: T | undefined, broken: string): T {
  if (value === undefined) throw new Error(broken);
  return value;
}
