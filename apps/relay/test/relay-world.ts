import { randomUUID } from 'node:crypto';
import { grantExpired, type Grant } from '@otto/acl';
import type { AccessClaims } from '@otto/auth';
import { SimulatedTime } from '@otto/locks';
import { storedEntry, type NewLogEntry } from '@otto/logs';
import { OttoError, type LogEntry, type PeerRole } from '@otto/protocol';
import { Routing } from '../src/routing/routing';
import { FrameDispatcher } from '../src/ws/frame-dispatcher';
import { FrameErrorFilter } from '../src/ws/frame-error.filter';
import { FrameGate } from '../src/ws/frame-gate';
import { FrameHandlers } from '../src/ws/frame-handlers';
import { Handshake } from '../src/ws/handshake';
import { RelayGateway } from '../src/ws/relay.gateway';
import { SessionRegistry } from '../src/ws/session-registry';
import { Strangers } from '../src/ws/strangers';
import type { ReceivedFrame } from './frame-inbox';
import { WorldPeer } from './world-peer';

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
  readonly #grantWatchers: ((before: Grant) => void)[] = [];
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
      grants: {
        find: (clientId, nodeId) => this.#grantOf(clientId, nodeId),
        watch: (watcher) => this.#grantWatchers.push(watcher),
      },
      accessRequests: { note: () => true },
      clients: { get: (clientId) => ({ ...client(clientId), createdAt: 0, scopes: ['*'] }) },
      sessions,
    });
    const authenticator = {
      authenticate: (token: string): AccessClaims => this.#claimsOf(token),
      refresh: () => Promise.reject(new OttoError('invalid_refresh_token')),
    };
    const gateway = new RelayGateway(
      new Handshake(authenticator, sessions, { controller: 8000, node: 20_000 }),
      this.routing,
    );
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

  /** A node that comes back and names the commands that it has not answered for sure; nothing of what it is sent is taken. */
  nodeAgain(nodeId: string, resume: readonly string[]): WorldPeer {
    const claims = { role: 'node', nodeId, scopes: [], ...this.#times() } as const;
    const peer = this.open('node');
    peer.send('hello', { role: 'node', capabilities: [] });
    peer.send('auth', { accessToken: this.token(claims), resume });
    peer.takeFirst('hello_ack');
    peer.takeFirst('auth_ack');
    return peer;
  }

  grant(clientId: string, nodeId: string, narrowing: Pick<Grant, 'scopes' | 'sites' | 'expiresAt'> = {}): void {
    this.#setGrant(clientId, nodeId, { clientId, nodeId, grantedAt: this.time.now(), ...narrowing });
  }

  revokeGrant(clientId: string, nodeId: string): void {
    this.#setGrant(clientId, nodeId, undefined);
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

  #grantOf(clientId: string, nodeId: string): Grant | undefined {
    const grant = this.grants.get(`${clientId} ${nodeId}`);
    return grant === undefined || grantExpired(grant, this.time.now()) ? undefined : grant;
  }

  #setGrant(clientId: string, nodeId: string, grant: Grant | undefined): void {
    const key = `${clientId} ${nodeId}`;
    const before = this.grants.get(key);
    if (grant === undefined) this.grants.delete(key);
    else this.grants.set(key, grant);
    if (before !== undefined) for (const watcher of this.#grantWatchers) watcher(before);
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
    const timestamp = new Date(this.time.now()).toISOString();
    const stored = storedEntry(`log_${this.log.length}`, timestamp, entry);
    for (const listener of this.#logListeners) listener(stored.entry);
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
