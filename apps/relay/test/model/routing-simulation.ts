import { randomUUID } from 'node:crypto';
import { LIMITS, type WaitPolicy } from '@otto/protocol';
import { RelayWorld } from '../relay-world';
import type { WorldPeer } from '../world-peer';
import { CLIENTS, NODES, type Happening, type HappeningKind, type Happenings } from './happenings';
import { RoutingModel, laneOf, must, type ControllerModel, type NodeModel, type SentCommand } from './routing-model';

type Handlers = { readonly [K in HappeningKind]: (details: Happenings[K]) => void };

/** Who goes first in the end. */
export const LEAVERS = ['nodes', 'controllers', 'relay'] as const;
const LISTENER = 'network.http_intercept';

/** Lets anything happen to a RelayWorld, and holds what its peers are sent against a model. Throws where they differ. */
export class RoutingSimulation {
  readonly #world = new RelayWorld({ tabQueueLimit: 3, controllerQueueLimit: 4 });
  readonly #model: RoutingModel;
  readonly #handlers: Handlers = {
    command: (details) => this.#command(details),
    cancel: (details) => this.#cancel(details),
    lock: (details) => this.#lock(details),
    unlock: ({ by, on, tab }) => this.#ask(by, 'tab_unlock', { targetNodeId: NODES[on], tabSessionId: tab }),
    answer: (details) => this.#answer(details),
    stray: (details) => this.#stray(details),
    update: ({ on, id }) => this.#node(on).peer?.send('event', { type: 'listener_update' }, { requestId: id }),
    pass: ({ ms }) => this.#world.time.advance(ms),
    controller: ({ by }) => this.#toggleController(this.#controller(by)),
    node: ({ on, how, keeps }) => this.#comeOrGo(this.#node(on), how, keeps),
    grant: ({ by, on }) => this.#toggleGrant(this.#controller(by).clientId, NODES[on] ?? ''),
  };

  constructor() {
    const nodes = NODES.map((nodeId) => ({ nodeId, peer: this.#world.node(nodeId, ...CLIENTS), sent: [] }));
    const controllers = CLIENTS.map((clientId) => {
      const peer = this.#world.controller(clientId);
      return {
        clientId,
        peer,
        open: new Map(),
        listeners: new Set<string>(),
        streams: new Set<string>(),
        others: new Set<string>(),
      };
    });
    this.#model = new RoutingModel(controllers, nodes);
    this.#world.deliveries.splice(0);
  }

  happen({ kind, ...details }: Happening): void {
    (this.#handlers[kind] as (details: object) => void)(details);
    this.#look();
    this.#model.requirePunctuality(this.#world.time.now());
    this.#model.requirePurpose();
  }

  /** Lets every deadline and lease pass: then nothing may be open. */
  exhaust(): void {
    this.#world.time.advance(LIMITS.commandTimeoutMs.max + LIMITS.cancelGraceMs);
    this.#look();
    this.#model.requireNothingOpen();
  }

  /** Everybody goes: then nothing may be left. */
  end(first: (typeof LEAVERS)[number]): void {
    const { controllers, nodes } = this.#model;
    if (first === 'relay') this.#shutDown();
    else
      for (const { peer } of first === 'nodes' ? [...nodes, ...controllers] : [...controllers, ...nodes])
        peer?.disconnect();
    const { time, routing, sessions } = this.#world;
    // Only what nodes may still answer late is remembered for a while, with one timer for each node.
    const { length: remembering } = [...routing.directory.all()];
    must(time.runningTimers === remembering, `${time.runningTimers} timers were left by ${remembering} homes`);
    time.advance(2 * LIMITS.commandTimeoutMs.max);
    must(time.runningTimers === 0, `${time.runningTimers} timers were left`);
    must([...routing.directory.all()].length === 0, 'the home of a node was left');
    must(sessions.open.size === 0, 'a session was left');
  }

  /** Terminal frames for all that is open, and nothing begins any more. */
  #shutDown(): void {
    const { sessions, deliveries } = this.#world;
    void sessions.endAll(0);
    const begun = deliveries.some(({ frame }) => frame.messageType === 'command' && frame.senderRole === 'controller');
    must(!begun, 'a command began although the relay goes');
    // Leases pass from each who goes to the next, and nobody who has gone is told so.
    const isOfLease = ({ type }: Record<string, unknown>): boolean => String(type).startsWith('lock_');
    deliveries.splice(0, Infinity, ...deliveries.filter(({ frame }) => !isOfLease(frame.payload)));
    this.#look();
    this.#model.requireNothingOpen();
  }

  #command({ by, id, on, tab, waits, timeoutMs, action }: Happenings['command']): void {
    const controller = this.#controller(by);
    const nodeId = NODES[on] ?? '';
    if (controller.peer === undefined) return;
    const target = action === 'listener.unsubscribe' ? (tab ?? 'r1') : undefined;
    const command = { targetNodeId: nodeId, action, tabSessionId: tab, timeoutMs, waitPolicy: policy(waits) };
    const payload = target === undefined ? { listener: LISTENER } : { targetRequestId: target };
    controller.peer.command({ ...command, payload }, { requestId: id });
    if (this.#takeRefusal(controller.peer, id)) return;
    const dueAt = this.#world.time.now() + timeoutMs;
    this.#model.accepted(controller, id, { action, nodeId, lane: laneOf(nodeId, command), target, dueAt });
  }

  /** Takes out the answer by which a command was refused; false when it was not. */
  #takeRefusal(peer: WorldPeer, id: string): boolean {
    const { deliveries } = this.#world;
    const place = deliveries.findIndex(
      ({ to, frame }) => to === peer && frame.requestId === id && frame.payload.stage === 'accept',
    );
    if (place >= 0) deliveries.splice(place, 1);
    return place >= 0;
  }

  #cancel({ by, id }: Happenings['cancel']): void {
    this.#ask(by, 'command_cancel', { targetRequestId: id });
    const command = this.#controller(by).open.get(id);
    const graceEnd = this.#world.time.now() + LIMITS.cancelGraceMs;
    if (command !== undefined) command.dueAt = Math.min(command.dueAt, graceEnd);
  }

  #lock({ by, on, tab, waits, leaseMs, timeoutMs }: Happenings['lock']): void {
    const lock = {
      targetNodeId: NODES[on],
      tabSessionId: tab,
      lockLeaseMs: leaseMs,
      timeoutMs,
      waitPolicy: policy(waits),
    };
    this.#ask(by, 'tab_lock', lock);
  }

  #ask(by: number, messageType: 'tab_lock' | 'tab_unlock' | 'command_cancel', payload: object): void {
    const { peer, others } = this.#controller(by);
    const requestId = randomUUID();
    others.add(requestId);
    peer?.send(messageType, payload, { requestId });
  }

  #answer({ on, which, how }: Happenings['answer']): void {
    const { peer, sent } = this.#node(on);
    const [command] = sent.length === 0 ? [] : sent.splice(which % sent.length, 1);
    if (command === undefined || peer === undefined) return;
    const { requestId } = command.frame;
    if (how === 'nonsense') peer.send('result', { ok: 'yes' }, { requestId });
    else if (how === 'error') {
      const error = { category: 'execution', code: 'navigation_failed', message: 'no', retryable: false };
      peer.send('error', error, { requestId });
    } else {
      const ok = how === 'completed' || how === 'stream';
      const data = how === 'stream' ? { stream: { listeners: [{ listener: LISTENER }] } } : undefined;
      peer.answer(command.frame, { ok, data, commandOutcome: ok ? 'completed' : how });
    }
  }

  #stray({ on, id }: Happenings['stray']): void {
    const { peer, sent } = this.#node(on);
    if (peer === undefined || sent.some(({ frame }) => frame.requestId === id)) return;
    peer.send('result', { ok: true, durationMs: 1, action: 'x', commandOutcome: 'completed' }, { requestId: id });
  }

  #toggleController(controller: ControllerModel): void {
    const { peer, clientId } = controller;
    if (peer === undefined) {
      controller.peer = this.#world.controller(clientId);
      return;
    }
    this.#model.controllerGone(controller);
    peer.disconnect();
  }

  #comeOrGo(node: NodeModel, how: Happenings['node']['how'], keeps: number): void {
    const older = node.peer;
    if (how === 'resumed' && older !== undefined) return this.#resume(node, older, keeps);
    node.sent = [];
    node.peer = older === undefined || how !== 'toggled' ? this.#world.node(node.nodeId) : undefined;
    if (how === 'toggled') older?.disconnect();
    else must(older?.isClosed !== false, 'a node has two sessions');
    this.#look();
    this.#model.requireNothingOpen(node.nodeId);
  }

  /** The relay has not noticed that the node was gone, which has forgotten some of its commands meanwhile. */
  #resume(node: NodeModel, older: WorldPeer, keeps: number): void {
    node.sent = node.sent.filter((sent, index) => mayBeResumed(sent) && ((keeps >> (index % 6)) & 1) === 1);
    node.peer = this.#world.nodeAgain(
      node.nodeId,
      node.sent.map(({ frame }) => frame.requestId),
    );
    must(older.isClosed, 'a node has two sessions');
    this.#look();
    this.#model.requireWorkedOn(node);
  }

  #toggleGrant(clientId: string, nodeId: string): void {
    if (!this.#world.grants.has(`${clientId} ${nodeId}`)) return this.#world.grant(clientId, nodeId);
    this.#world.revokeGrant(clientId, nodeId);
    this.#look();
    this.#model.requireNothingOf(clientId, nodeId);
  }

  /** Shows the model everything that was sent since the last time. */
  #look(): void {
    for (const { to, frame, at } of this.#world.deliveries.splice(0)) {
      this.#model.saw(to, frame, at);
      to.take();
    }
  }

  #controller(index: number): ControllerModel {
    return this.#model.controllers[index] as ControllerModel;
  }

  #node(index: number): NodeModel {
    return this.#model.nodes[index] as NodeModel;
  }
}

/** Neither subscriptions, which live in their connection, nor what the relay itself has asked for. */
function mayBeResumed({ frame }: SentCommand): boolean {
  return frame.senderRole === 'controller' && frame.payload.action !== 'listener.subscribe';
}

function policy(waits: boolean): WaitPolicy {
  return waits ? 'wait_with_timeout' : 'fail_fast';
}
