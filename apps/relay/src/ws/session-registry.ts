import { randomUUID } from 'node:crypto';
import { setTimeout as setTimeoutPromise } from 'node:timers/promises';
import type { AccessClaims } from '@otto/auth';
import { PEER_ROLES, type CloseReason, type PeerRole, type RelayEvent } from '@otto/protocol';
import type { Session } from './session';
import { claimsOf, type EndReason } from './session-state';
import type { Strangers } from './strangers';

/** Who has to know when authenticated sessions come and go. */
export interface SessionWatcher {
  /**
   * The peer has its `auth_ack`; from here on it can be reached. The session of a node that it replaces leaves right
   * afterwards. `resume`: which commands of an earlier session the node will still answer, if it does that.
   */
  joined(session: Session, claims: AccessClaims, resume?: readonly string[]): void;
  /** It can be reached no more, except for a farewell while the relay itself ends it. */
  left(session: Session, claims: AccessClaims, reason: EndReason): void;
}

/** Every session there is, by what it is looked up by. */
export class SessionRegistry {
  readonly #open = new Set<Session>();
  readonly #nodes = new Map<string, Session>();
  readonly #clients = new Map<string, Set<Session>>();
  readonly #watchers: SessionWatcher[] = [];
  #isEnding = false;

  constructor(private readonly strangers: Strangers) {}

  get open(): ReadonlySet<Session> {
    return this.#open;
  }

  /** The relay goes away and takes no new sessions. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  watch(watcher: SessionWatcher): void {
    this.#watchers.push(watcher);
  }

  /** A socket has opened; who is behind it is not known yet. */
  add(session: Session): void {
    this.#open.add(session);
    this.strangers.enter(session.address);
  }

  /** A session has authenticated for the first time. A node's older session ends: 4409. */
  join(session: Session, claims: AccessClaims, resume?: readonly string[]): void {
    this.strangers.leave(session.address);
    const older = claims.role === 'node' ? this.#nodes.get(claims.nodeId) : undefined;
    if (claims.role === 'node') this.#nodes.set(claims.nodeId, session);
    else this.#ofClient(claims.clientId).add(session);
    for (const watcher of this.#watchers) watcher.joined(session, claims, resume);
    older?.close('replaced');
  }

  /** A session has ended. */
  remove(session: Session, reason: EndReason): void {
    this.#open.delete(session);
    const claims = claimsOf(session.state);
    if (claims === undefined) return this.#strangerLeft(session);
    if (claims.role === 'node') this.#removeNode(claims.nodeId, session);
    else this.#removeController(claims.clientId, session);
    for (const watcher of this.#watchers) watcher.left(session, claims, reason);
  }

  connectedNodeIds(): string[] {
    return [...this.#nodes.keys()];
  }

  isNodeConnected(nodeId: string): boolean {
    return this.#nodes.has(nodeId);
  }

  /** Whether any session of the client lives. */
  isClientConnected(clientId: string): boolean {
    return this.#clients.has(clientId);
  }

  /** Ends the sessions of a removed client. Returns how many there were. */
  closeClient(clientId: string): number {
    return closeAll(this.#clients.get(clientId) ?? [], 'revoked');
  }

  /** Ends the session of a node whose tokens no longer hold. Returns how many there were. */
  closeNode(nodeId: string): number {
    const session = this.#nodes.get(nodeId);
    return closeAll(session === undefined ? [] : [session], 'revoked');
  }

  /** Ends the sessions whose tokens stem from revoked refresh families. Returns how many there were. */
  closeFamilies(familyIds: readonly string[]): number {
    const revoked = new Set(familyIds);
    const isRevoked = ({ state }: Session): boolean => revoked.has(claimsOf(state)?.familyId ?? '');
    return closeAll([...this.#open].filter(isRevoked), 'revoked');
  }

  /** Ends every session because the relay goes; resolves when all sockets are gone, or after `deadlineMs`. */
  async endAll(deadlineMs: number): Promise<void> {
    this.#isEnding = true;
    const all = [...this.#open];
    // Controllers first: their commands end because the relay goes, not because their nodes have.
    for (const role of PEER_ROLES) closeAll(sessionsOf(all, role), 'goingAway');
    const deadline = setTimeoutPromise(deadlineMs, undefined, { ref: false });
    await Promise.race([deadline, Promise.all(all.map((session) => session.whenGone()))]);
  }

  /** Sends a node an event that belongs to no request. False when it is not connected. */
  tellNode(nodeId: string, payload: RelayEvent): boolean {
    return this.#nodes.get(nodeId)?.reply('event', randomUUID(), payload) ?? false;
  }

  #ofClient(clientId: string): Set<Session> {
    const known = this.#clients.get(clientId);
    if (known !== undefined) return known;
    const sessions = new Set<Session>();
    this.#clients.set(clientId, sessions);
    return sessions;
  }

  /** Until its socket is gone it costs what it did before, and that takes a while where the peer does not play along. */
  #strangerLeft(session: Session): void {
    void session.whenGone().then(() => this.strangers.leave(session.address));
  }

  #removeNode(nodeId: string, session: Session): void {
    if (this.#nodes.get(nodeId) === session) this.#nodes.delete(nodeId);
  }

  #removeController(clientId: string, session: Session): void {
    const sessions = this.#clients.get(clientId);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#clients.delete(clientId);
  }
}

function sessionsOf(sessions: readonly Session[], role: PeerRole): Session[] {
  return sessions.filter((session) => session.role === role);
}

function closeAll(sessions: Iterable<Session>, reason: CloseReason): number {
  // A copy: closing takes them out of what is walked over.
  const closing = [...sessions];
  for (const session of closing) session.close(reason);
  return closing.length;
}
