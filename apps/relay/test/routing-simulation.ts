import { randomUUID } from 'node:crypto';
import { LIMITS, type WaitPolicy } from '@otto/protocol';
import type { ReceivedFrame } from './peer';
import { RelayWorld, nameOf, type WorldPeer } from './relay-world';

export const CLIENTS = ['clt_a', 'clt_a', 'clt_b'] as const;
export const NODES = ['node_a', 'node_b'] as const;

/** Something that happens: a peer does something, or time passes. Peers are named by their index. */
export type Happening =
  | {
      kind: 'command';
      by: number;
      id: string;
      on: number;
      tab?: string;
      waits: boolean;
      timeoutMs: number;
      action: Action;
    }
  | { kind: 'cancel'; by: number; id: string }
  | { kind: 'lock'; by: number; on: number; tab: string; waits: boolean; leaseMs: number; timeoutMs: number }
  | { kind: 'unlock'; by: number; on: number; tab: string }
  | { kind: 'answer'; on: number; which: number; how: Answer }
  | { kind: 'stray'; on: number; id: string }
  | { kind: 'update'; on: number; id: string }
  | { kind: 'pass'; ms: number }
  | { kind: 'controller'; by: number }
  | { kind: 'node'; on: number; replace: boolean }
  | { kind: 'grant'; by: number; on: number };

export const ACTIONS = [
  'primitive.dom.extract_text',
  'listener.subscribe',
  'listener.unsubscribe',
  'command.test',
] as const;
export type Action = (typeof ACTIONS)[number];
export const ANSWERS = ['completed', 'failed', 'cancelled', 'timed_out', 'error', 'stream', 'nonsense'] as const;
export type Answer = (typeof ANSWERS)[number];

/** A command that the relay has accepted and not ended. */
interface OpenCommand {
  readonly action: string;
  readonly nodeId: string;
  readonly lane: string | undefined;
  readonly target: unknown;
  /** The order of acceptance. */
  readonly place: number;
  /** ms since 1970: it has its terminal frame by then. */
  dueAt: number;
  isWaiting: boolean;
}

/** A command that a node was sent and has not answered. */
interface SentCommand {
  readonly frame: ReceivedFrame;
  readonly lane: string | undefined;
  /** Once the node was told to stop: when the lane is free even if it does not. */
  freeAt: number;
}

interface ControllerModel {
  readonly clientId: string;
  peer: WorldPeer | undefined;
  readonly open: Map<string, OpenCommand>;
  /** Requests that may still be told something without being an open command. */
  readonly listeners: Set<string>;
  readonly streams: Set<string>;
  readonly others: Set<string>;
}

interface NodeModel {
  readonly nodeId: string;
  peer: WorldPeer | undefined;
  sent: SentCommand[];
}

/**
 * Drives a RelayWorld with anything that can happen and holds it against a model that knows only the promises of the wire
 * protocol. Throws where one is broken.
 */
export class RoutingSimulation {
  readonly world = new RelayWorld({ tabQueueLimit: 3, controllerQueueLimit: 4 });
  readonly controllers: ControllerModel[] = CLIENTS.map((clientId) => ({
    clientId,
    peer: this.world.controller(clientId),
    open: new Map(),
    listeners: new Set(),
    streams: new Set(),
    others: new Set(),
  }));
  readonly nodes: NodeModel[] = NODES.map((nodeId) => ({
    nodeId,
    peer: this.world.node(nodeId, ...CLIENTS),
    sent: [],
  }));
  /** Who holds the lease of a lane. */
  readonly #holders = new Map<string, ControllerModel>();
  #accepted = 0;

  constructor() {
    this.world.deliveries.splice(0);
  }

  happen(happening: Happening): void {
    switch (happening.kind) {
      case 'command':
        this.#command(happening);
        break;
      case 'cancel':
        this.#cancel(happening);
        break;
      case 'lock':
        this.#lock(happening);
        break;
      case 'unlock':
        this.#ask(happening.by, 'tab_unlock', { targetNodeId: nodeId(happening.on), tabSessionId: happening.tab });
        break;
      case 'answer':
        this.#answer(happening);
        break;
      case 'stray':
        this.#stray(happening);
        break;
      case 'update':
        this.#nodeAt(happening.on).peer?.send('event', { type: 'listener_update' }, { requestId: happening.id });
        break;
      case 'pass':
        this.world.time.advance(happening.ms);
        break;
      case 'controller':
        this.#toggleController(this.#controllerAt(happening.by));
        break;
      case 'node':
        this.#toggleNode(this.#nodeAt(happening.on), happening.replace);
        break;
      case 'grant':
        this.#toggleGrant(this.#controllerAt(happening.by).clientId, nodeId(happening.on));
        break;
    }
    this.#look();
    this.#requirePunctuality();
    for (const node of this.nodes) this.#requirePurpose(node);
  }

  /** Lets every deadline and lease pass: then nothing may be open. */
  exhaust(): void {
    this.world.time.advance(LIMITS.commandTimeoutMs.max + LIMITS.cancelGraceMs);
    this.#look();
    for (const { open } of this.controllers) must(open.size === 0, 'a command was never ended');
  }

  /** Everybody goes: then nothing may be left. */
  end(nodesFirst: boolean): void {
    const peers = [this.controllers.map(({ peer }) => peer), this.nodes.map(({ peer }) => peer)];
    for (const peer of (nodesFirst ? peers.reverse() : peers).flat()) peer?.disconnect();
    const { time, routing, sessions } = this.world;
    // Only what nodes may still answer late is remembered for a while, with one timer for each node.
    const { length: remembering } = [...routing.directory.all()];
    must(time.runningTimers === remembering, `${time.runningTimers} timers were left by ${remembering} homes`);
    time.advance(2 * LIMITS.commandTimeoutMs.max);
    must(time.runningTimers === 0, `${time.runningTimers} timers were left`);
    must([...routing.directory.all()].length === 0, 'the home of a node was left');
    must(sessions.open.size === 0, 'a session was left');
  }

  #command({ by, id, on, tab, waits, timeoutMs, action }: Happening & { kind: 'command' }): void {
    const controller = this.#controllerAt(by);
    const { peer } = controller;
    if (peer === undefined) return;
    const lane = tab === undefined || action.startsWith('listener.') ? undefined : `${nodeId(on)} ${tab}`;
    const waitPolicy: WaitPolicy = waits ? 'wait_with_timeout' : 'fail_fast';
    const wasUsed = this.#isUsed(controller, id);
    const payload =
      action === 'listener.unsubscribe' ? { targetRequestId: tab ?? 'r1' } : { listener: 'network.http_intercept' };
    peer.command(
      { targetNodeId: nodeId(on), action, payload, tabSessionId: tab, waitPolicy, timeoutMs },
      { requestId: id },
    );
    if (this.#takeRefusal(peer, id)) return;
    must(!wasUsed, `${id} was accepted twice`);
    controller.listeners.delete(id);
    controller.streams.delete(id);
    const place = (this.#accepted += 1);
    const dueAt = this.world.time.now() + timeoutMs;
    const target = payload.targetRequestId;
    controller.open.set(id, { action, nodeId: nodeId(on), lane, target, place, dueAt, isWaiting: true });
  }

  #isUsed({ open }: ControllerModel, id: string): boolean {
    return open.has(id);
  }

  /** Takes the answer out by which a request was refused; false when it was not. */
  #takeRefusal(peer: WorldPeer, id: string): boolean {
    const { deliveries } = this.world;
    const place = deliveries.findIndex(
      ({ to, frame }) => to === peer && frame.requestId === id && frame.payload.stage === 'accept',
    );
    if (place >= 0) deliveries.splice(place, 1);
    return place >= 0;
  }

  #cancel({ by, id }: Happening & { kind: 'cancel' }): void {
    this.#ask(by, 'command_cancel', { targetRequestId: id });
    const command = this.#controllerAt(by).open.get(id);
    const graceEnd = this.world.time.now() + LIMITS.cancelGraceMs;
    if (command !== undefined) command.dueAt = Math.min(command.dueAt, graceEnd);
  }

  #lock({ by, on, tab, waits, leaseMs, timeoutMs }: Happening & { kind: 'lock' }): void {
    const waitPolicy: WaitPolicy = waits ? 'wait_with_timeout' : 'fail_fast';
    const payload = { targetNodeId: nodeId(on), tabSessionId: tab, lockLeaseMs: leaseMs, timeoutMs, waitPolicy };
    this.#ask(by, 'tab_lock', payload);
  }

  #ask(by: number, messageType: 'tab_lock' | 'tab_unlock' | 'command_cancel', payload: object): void {
    const { peer, others } = this.#controllerAt(by);
    const requestId = randomUUID();
    others.add(requestId);
    peer?.send(messageType, payload, { requestId });
  }

  #answer({ on, which, how }: Happening & { kind: 'answer' }): void {
    const node = this.#nodeAt(on);
    const [sent] = node.sent.length === 0 ? [] : node.sent.splice(which % node.sent.length, 1);
    if (sent === undefined || node.peer === undefined) return;
    const { requestId } = sent.frame;
    if (how === 'nonsense') node.peer.send('result', { ok: 'yes' }, { requestId });
    else if (how === 'error') {
      const error = { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false };
      node.peer.send('error', error, { requestId });
    } else {
      const ok = how === 'completed' || how === 'stream';
      const listeners = [{ listener: 'network.http_intercept' }];
      const data = how === 'stream' ? { stream: { listeners } } : undefined;
      node.peer.answer(sent.frame, { ok, data, commandOutcome: ok ? 'completed' : how });
    }
  }

  /** A node answers what it was never sent. */
  #stray({ on, id }: Happening & { kind: 'stray' }): void {
    const { peer, sent } = this.#nodeAt(on);
    if (peer === undefined || sent.some(({ frame }) => frame.requestId === id)) return;
    peer.send('result', { ok: true, durationMs: 1, action: 'x', commandOutcome: 'completed' }, { requestId: id });
  }

  #toggleController(controller: ControllerModel): void {
    const { peer, clientId } = controller;
    if (peer === undefined) {
      controller.peer = this.world.controller(clientId);
      return;
    }
    controller.peer = undefined;
    for (const held of [controller.open, controller.listeners, controller.streams]) held.clear();
    for (const [lane, holder] of this.#holders) if (holder === controller) this.#holders.delete(lane);
    peer.disconnect();
  }

  #toggleNode(node: NodeModel, replace: boolean): void {
    node.sent = [];
    if (node.peer === undefined) node.peer = this.world.node(node.nodeId);
    else if (replace) {
      const older = node.peer;
      node.peer = this.world.node(node.nodeId);
      must(older.isClosed, 'a node has two sessions');
    } else {
      const { peer } = node;
      node.peer = undefined;
      peer.disconnect();
    }
    this.#look();
    for (const { open } of this.controllers) {
      for (const command of open.values()) must(command.nodeId !== node.nodeId, 'a command outlived its node');
    }
  }

  #toggleGrant(clientId: string, node: string): void {
    if (this.world.grants.has(`${clientId} ${node}`)) this.world.revokeGrant(clientId, node);
    else this.world.grant(clientId, node);
  }

  /** Looks at everything that was sent since the last time. */
  #look(): void {
    for (const { to, frame, at } of this.world.deliveries.splice(0)) {
      const controller = this.controllers.find(({ peer }) => peer === to);
      const node = this.nodes.find(({ peer }) => peer === to);
      if (controller !== undefined) this.#controllerGot(controller, frame);
      if (node !== undefined) this.#nodeGot(node, frame, at);
      to.take();
    }
  }

  #controllerGot(controller: ControllerModel, frame: ReceivedFrame): void {
    const { requestId, messageType, payload } = frame;
    const command = controller.open.get(requestId);
    const { type } = payload;
    if (messageType === 'hello_ack' || messageType === 'auth_ack') return;
    if (controller.others.has(requestId)) return this.#lockEvent(controller, frame);
    if (type === 'queued') return must(command?.isWaiting === true, 'queued without waiting');
    if (type === 'routed') return this.#started(controller, defined(command, 'routed without a command'));
    if (type === 'listener_update') return must(controller.listeners.has(requestId), 'an update for a stranger');
    if (type === 'listener_ended') return void controller.listeners.delete(requestId);
    if (command !== undefined && (messageType === 'result' || messageType === 'error')) {
      return this.#ended(controller, requestId, command, frame);
    }
    must(controller.streams.delete(requestId), `a stray frame: ${nameOf(frame)} on ${requestId}`);
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

  #started(controller: ControllerModel, command: OpenCommand): void {
    const { lane, place } = command;
    must(command.isWaiting, 'routed twice');
    command.isWaiting = false;
    if (lane === undefined) return;
    const holder = this.#holders.get(lane);
    must(holder === undefined || holder === controller, 'a command ran against the lease of another');
    for (const other of this.controllers) {
      for (const waiting of other.open.values()) {
        const wasFirst = waiting.lane === lane && waiting.isWaiting && waiting.place < place;
        must(!wasFirst || (holder !== undefined && holder !== other), 'a lane is not first in, first out');
      }
    }
  }

  #ended(controller: ControllerModel, requestId: string, command: OpenCommand, { payload }: ReceivedFrame): void {
    controller.open.delete(requestId);
    const { ok, data } = payload;
    if (ok !== true) return;
    must(!command.isWaiting, 'a result without a run');
    if (command.action === 'listener.subscribe') controller.listeners.add(requestId);
    if (command.action === 'listener.unsubscribe') controller.listeners.delete(String(command.target));
    if (command.action === 'command.test' && data !== undefined) controller.streams.add(requestId);
  }

  #nodeGot(node: NodeModel, frame: ReceivedFrame, now: number): void {
    if (frame.messageType === 'command') {
      const { tabSessionId, action } = frame.payload;
      const hasLane = typeof tabSessionId === 'string' && !String(action).startsWith('listener.');
      const lane = hasLane ? `${node.nodeId} ${tabSessionId}` : undefined;
      const busy = node.sent.find((sent) => sent.lane !== undefined && sent.lane === lane && sent.freeAt > now);
      must(busy === undefined, 'two commands run in one lane');
      const same = node.sent.find((sent) => sent.frame.requestId === frame.requestId);
      must(same === undefined, 'a node got two commands on one requestId');
      node.sent.push({ frame, lane, freeAt: Infinity });
    }
    if (frame.messageType === 'command_cancel') {
      const sent = node.sent.find(({ frame: { requestId } }) => requestId === frame.payload.targetRequestId);
      defined(sent, 'a node was told to stop what it does not do').freeAt = now + LIMITS.cancelGraceMs;
    }
  }

  #requirePunctuality(): void {
    const now = this.world.time.now();
    for (const { open } of this.controllers) {
      for (const [id, { dueAt }] of open) must(dueAt > now, `${id} is overdue`);
    }
  }

  /** A node works for somebody who waits for it, or was told to stop. */
  #requirePurpose({ nodeId, sent }: NodeModel): void {
    const working = sent.filter(({ freeAt, frame }) => freeAt === Infinity && frame.senderRole === 'controller');
    const awaited = this.controllers
      .flatMap(({ open }) => [...open.values()])
      .filter((command) => command.nodeId === nodeId && !command.isWaiting);
    must(working.length <= awaited.length, 'a node works for nobody');
  }

  #controllerAt(index: number): ControllerModel {
    return defined(this.controllers[index], 'no such controller');
  }

  #nodeAt(index: number): NodeModel {
    return defined(this.nodes[index], 'no such node');
  }
}

function nodeId(index: number): string {
  return NODES[index] ?? 'node_none';
}

function must(holds: boolean, broken: string): void {
  if (!holds) throw new Error(broken);
}

function defined<T>(value: T | undefined, broken: string): T {
  if (value === undefined) throw new Error(broken);
  return value;
}
