import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Grant } from '@otto/acl';
import type { AccessClaims } from '@otto/auth';
import { SimulatedTime } from '@otto/locks';
import type { NewLogEntry } from '@otto/logs';
import {
  OttoError,
  makeFrame,
  type CommandPayload,
  type LogEntry,
  type MessageType,
  type PeerRole,
} from '@otto/protocol';
import { Routing } from '../src/routing/routing';
import { FrameDispatcher } from '../src/ws/frame-dispatcher';
import { FrameErrorFilter } from '../src/ws/frame-error.filter';
import { FrameGate } from '../src/ws/frame-gate';
import { FrameHandlers } from '../src/ws/frame-handlers';
import { Handshake } from '../src/ws/handshake';
import { RelayGateway } from '../src/ws/relay.gateway';
import { Session } from '../src/ws/session';
import { SessionRegistry } from '../src/ws/session-registry';
import { Strangers } from '../src/ws/strangers';
import type { FrameChanges, ReceivedFrame } from './peer';

export interface WorldOptions {
  readonly tabQueueLimit?: number;
  readonly controllerQueueLimit?: number;
  readonly rateLimitPerMin?: number;
}

export interface Delivery {
  readonly to: WorldPeer;
  readonly frame: ReceivedFrame;
  /** ms since 1970. */
  readonly at: number;
}

const REPLAY_WINDOW_MS = 60_000;
const AUTH_TIMEOUT_MS = 10_000;
const FAMILY_MS = 900_000;

/**
 * The whole core of a relay, from the bytes of a frame to the bytes of its answers, without sockets and disk, in a time that
 * passes only when it is told to.
 */
export class RelayWorld {
  readonly time = new SimulatedTime();
  readonly log: NewLogEntry[] = [];
  readonly grants = new Map<string, Grant>();
  readonly removedClients = new Set<string>();
  /** Every frame that was sent to a peer, in order over all of them. */
  readonly deliveries: Delivery[] = [];
  readonly sessions = new SessionRegistry(new Strangers());
  readonly routing: Routing;
  readonly dispatcher: FrameDispatcher;
  readonly #logListeners = new Set<(entry: LogEntry) => void>();
  readonly #tokens = new Map<string, AccessClaims>();

  constructor(private readonly options: WorldOptions = {}) {
    const { time, sessions } = this;
    const { tabQueueLimit = 20, controllerQueueLimit = 100 } = options;
    const log = {
      write: (entry: NewLogEntry): void => this.#write(entry),
      subscribe: (_filter: unknown, listener: (entry: LogEntry) => void): (() => void) => {
        this.#logListeners.add(listener);
        return () => this.#logListeners.delete(listener);
      },
    };
    this.routing = new Routing({
      config: { tabQueueLimit, controllerQueueLimit, replayWindowMs: REPLAY_WINDOW_MS },
      time,
      log,
      visibility: { forClient: () => () => true },
      grants: { find: (clientId, nodeId) => this.grants.get(`${clientId} ${nodeId}`) },
      accessRequests: { note: () => true },
      clients: { get: (clientId) => ({ ...client(clientId), createdAt: 0, scopes: ['*'] }) },
      sessions,
    });
    const authenticator = {
      authenticate: (token: string): AccessClaims => this.#claimsOf(token),
      refresh: () => Promise.reject(new OttoError('invalid_refresh_token')),
    };
    const gateway = new RelayGateway(new Handshake(authenticator, sessions, 8000), this.routing);
    const clients = { has: (clientId: string) => !this.removedClients.has(clientId) };
    const gate = new FrameGate(clients, () => time.now());
    const errors = new FrameErrorFilter(log, () => time.now());
    this.dispatcher = new FrameDispatcher(new FrameHandlers(gateway), gate, errors);
  }

  /** A controller that is connected; a client may have several. */
  controller(clientId = 'clt_a', scopes: readonly string[] = ['*']): WorldPeer {
    const identity = { role: 'controller', clientId, controllerId: clientId.replace('clt_', 'ctl_'), scopes } as const;
    return this.#connect('controller', { ...identity, ...this.#times() });
  }

  /** A node that is connected and that the clients may drive. */
  node(nodeId = 'node_a', ...clientIds: string[]): WorldPeer {
    for (const clientId of clientIds) this.grant(clientId, nodeId);
    return this.#connect('node', { role: 'node', nodeId, scopes: [], ...this.#times() });
  }

  grant(clientId: string, nodeId: string, narrowing: Pick<Grant, 'scopes' | 'sites'> = {}): void {
    this.grants.set(`${clientId} ${nodeId}`, { clientId, nodeId, grantedAt: this.time.now(), ...narrowing });
  }

  revokeGrant(clientId: string, nodeId: string): void {
    this.grants.delete(`${clientId} ${nodeId}`);
  }

  /** A socket on which nothing was said yet. */
  open(role: PeerRole): WorldPeer {
    const peer = new WorldPeer(this, role);
    this.sessions.add(peer.session);
    return peer;
  }

  /** A token that stands for these claims. */
  token(claims: AccessClaims): string {
    const token = randomUUID();
    this.#tokens.set(token, claims);
    return token;
  }

  get rateLimitPerMin(): number {
    return this.options.rateLimitPerMin ?? 1_000_000;
  }

  #connect(role: PeerRole, claims: AccessClaims): WorldPeer {
    const peer = this.open(role);
    peer.send('hello', { role, capabilities: [] });
    peer.send('auth', { accessToken: this.token(claims) });
    peer.take();
    return peer;
  }

  #claimsOf(token: string): AccessClaims {
    const claims = this.#tokens.get(token);
    if (claims === undefined) throw new OttoError('invalid_access_token');
    return claims;
  }

  #times(): Pick<AccessClaims, 'familyId' | 'issuedAt' | 'expiresAt'> {
    const issuedAt = this.time.now();
    return { familyId: randomUUID(), issuedAt, expiresAt: issuedAt + FAMILY_MS };
  }

  #write(entry: NewLogEntry): void {
    this.log.push(entry);
    const stored = { id: `log_${this.log.length}`, timestamp: new Date(this.time.now()).toISOString(), ...entry };
    for (const listener of this.#logListeners) listener(stored);
  }
}

/** A peer of a RelayWorld. What it is sent is there at once. */
export class WorldPeer {
  readonly session: Session;
  /** What it was sent and nobody has taken yet. */
  readonly received: ReceivedFrame[] = [];
  /** The bytes of the last frame that it was sent. */
  lastBytes: Buffer | string = '';
  isCongested = false;
  readonly #socket = new FakeSocket();

  constructor(
    private readonly world: RelayWorld,
    readonly role: PeerRole,
  ) {
    this.session = new Session({
      role,
      address: '127.0.0.1',
      socket: this.#socket,
      outbox: this.#outbox(),
      time: world.time,
      authTimeoutMs: AUTH_TIMEOUT_MS,
      rateLimitPerMin: world.rateLimitPerMin,
      onEnd: (session, reason) => world.sessions.remove(session, reason),
    });
  }

  get isClosed(): boolean {
    return this.#socket.readyState === this.#socket.CLOSED;
  }

  /** The code with which the relay has closed the session. */
  get closeCode(): number | undefined {
    return this.#socket.closeCode;
  }

  /** Sends a frame and returns its requestId. */
  send(messageType: MessageType, payload: object, changes: FrameChanges = {}): string {
    const frame = {
      ...makeFrame(this.role, messageType, randomUUID(), payload, { now: this.world.time.now() }),
      ...changes,
    };
    this.sendRaw(JSON.stringify(frame));
    return frame.requestId;
  }

  sendRaw(text: string): void {
    void this.world.dispatcher.dispatch(this.session, Buffer.from(text), false);
  }

  command(command: Partial<CommandPayload> = {}, changes: FrameChanges = {}): string {
    const payload = {
      targetNodeId: 'node_a',
      action: 'primitive.dom.extract_text',
      payload: {},
      replayNonce: randomUUID(),
    };
    return this.send('command', { ...payload, ...command }, changes);
  }

  /** A node's answer to a command that it was sent. */
  answer({ requestId, payload: { action } }: ReceivedFrame, result: object = {}): void {
    this.send('result', { ok: true, durationMs: 1, action, commandOutcome: 'completed', ...result }, { requestId });
  }

  /** Takes everything that it was sent. */
  take(): ReceivedFrame[] {
    return this.received.splice(0);
  }

  /** Takes the first frame of a type; undefined when there is none. */
  takeFirst(messageType: MessageType): ReceivedFrame | undefined {
    const place = this.received.findIndex((frame) => frame.messageType === messageType);
    return place < 0 ? undefined : this.received.splice(place, 1)[0];
  }

  /** Takes everything and says what it is in short: `event routed`, `result completed`, `error tab_busy`. */
  takeNames(): string[] {
    return this.take().map(nameOf);
  }

  /** The connection breaks. */
  disconnect(): void {
    this.#socket.break();
  }

  #outbox(): ConstructorParameters<typeof Session>[0]['outbox'] {
    const deliver = (frame: Buffer | string): 'sent' | 'closed' => this.#deliver(frame);
    const isCongested = (): boolean => this.isCongested;
    return {
      send: deliver,
      sendLater: deliver,
      offer: deliver,
      flush: () => undefined,
      ping: () => undefined,
      dropped: 0,
      get isCongested() {
        return isCongested();
      },
    };
  }

  #deliver(frame: Buffer | string): 'sent' | 'closed' {
    if (this.#socket.readyState !== this.#socket.OPEN) return 'closed';
    this.lastBytes = frame;
    const parsed = JSON.parse(frame.toString()) as ReceivedFrame;
    this.received.push(parsed);
    this.world.deliveries.push({ to: this, frame: parsed, at: this.world.time.now() });
    return 'sent';
  }
}

/** What a frame is, in two words. */
export function nameOf({ messageType, payload }: ReceivedFrame): string {
  return `${messageType} ${String(payload.type ?? payload.code ?? payload.commandOutcome ?? payload.action ?? '')}`.trim();
}

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readyState: 0 | 1 | 2 | 3 = 1;
  closeCode: number | undefined;

  close(code?: number): void {
    this.closeCode = code;
    this.break();
  }

  break(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.emit('close');
  }
}

function client(clientId: string): {
  clientId: string;
  controllerId: string;
  name: string;
  description: string;
  avatarSeed: string;
} {
  return {
    clientId,
    controllerId: clientId.replace('clt_', 'ctl_'),
    name: clientId,
    description: 'of a world',
    avatarSeed: '',
  };
}
