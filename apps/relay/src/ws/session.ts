import { randomBytes } from 'node:crypto';
import type { AccessClaims } from '@otto/auth';
import { Deadline, type Time } from '@otto/locks';
import {
  CLOSE_CODES,
  OttoError,
  type CloseReason,
  type HelloPayload,
  type MessageType,
  type PeerRole,
} from '@otto/protocol';
import { WebSocket } from 'ws';
import type { Delivery, Outbox } from './outbox';
import { relayFrame } from './relay-frame';
import { OPENED, nextState, type EndReason, type SessionState } from './session-state';
import { TokenBucket } from './token-bucket';

/** What a session needs of its WebSocket. */
export interface SessionSocket {
  readonly readyState: number;
  on(event: 'close' | 'pong' | 'error', listener: () => void): unknown;
  close(code: number, reason: string): void;
}

/** What a session is made of. */
export interface SessionParts {
  readonly role: PeerRole;
  /** Where the peer came from, for limits and the log. */
  readonly address: string;
  readonly socket: SessionSocket;
  readonly outbox: Pick<Outbox, 'send' | 'sendLater' | 'offer' | 'flush' | 'ping' | 'isCongested' | 'dropped'>;
  readonly time: Time;
  readonly authTimeoutMs: number;
  readonly rateLimitPerMin: number;
  /** Called once, while the peer can still be sent a farewell if its socket is open. */
  readonly onEnd: (session: Session, reason: EndReason) => void;
}

/** One connection of a peer, from its opened socket to its end. */
export class Session {
  readonly id = `ses_${randomBytes(9).toString('base64url')}`;
  readonly role: PeerRole;
  readonly address: string;
  /** How many frames it may still send. */
  readonly rate: TokenBucket;
  /** When the last sign of life came, in ms since 1970. */
  lastHeardAt: number;
  #state: SessionState = OPENED;
  #isLost = false;
  readonly #socket: SessionSocket;
  readonly #outbox: SessionParts['outbox'];
  readonly #onEnd: SessionParts['onEnd'];
  readonly #authDeadline: Deadline;

  constructor({ role, address, socket, outbox, time, authTimeoutMs, rateLimitPerMin, onEnd }: SessionParts) {
    this.role = role;
    this.address = address;
    this.rate = new TokenBucket(rateLimitPerMin, time.now());
    this.lastHeardAt = time.now();
    this.#socket = socket;
    this.#outbox = outbox;
    this.#onEnd = onEnd;
    this.#authDeadline = new Deadline(time, authTimeoutMs, () => this.close('authTimeout'));
    socket.on('close', () => this.#end('gone'));
    socket.on('pong', () => (this.lastHeardAt = time.now()));
    // Broken WebSocket framing and the like; the close that follows is all that matters.
    socket.on('error', () => undefined);
  }

  get state(): SessionState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state.kind !== 'closed' && !this.#isLost;
  }

  /** Who the peer is. Throws `unauthenticated` before it has said so. */
  get claims(): AccessClaims {
    if (this.#state.kind !== 'authenticated') throw new OttoError('unauthenticated');
    return this.#state.claims;
  }

  /** Whether the peer is far behind with reading. */
  get isCongested(): boolean {
    return this.#outbox.isCongested;
  }

  get droppedFrames(): number {
    return this.#outbox.dropped;
  }

  /** Throws `invalid_hello` when it was said before. */
  greet(hello: Pick<HelloPayload, 'role' | 'nodeId'>): void {
    this.#state = nextState(this.#state, { kind: 'hello', hello });
  }

  /** Throws `node_mismatch` or `invalid_access_token` when the token is somebody else's. */
  authenticate(claims: AccessClaims): void {
    this.#state = nextState(this.#state, { kind: 'auth', claims });
    this.#authDeadline.clear();
  }

  /** Sends a frame that must not be missed. A peer that has left too much unread for it is closed soon after. */
  send(frame: Buffer | string): boolean {
    return !this.#isLost && this.#check(this.#outbox.send(frame));
  }

  /** The same for a frame that can wait a few milliseconds, so that it goes together with others. */
  sendLater(frame: Buffer | string): boolean {
    return !this.#isLost && this.#check(this.#outbox.sendLater(frame));
  }

  /** Sends a frame that is dropped, and counted, while the peer is far behind. */
  offer(frame: Buffer | string): boolean {
    return !this.#isLost && this.#outbox.offer(frame) === 'sent';
  }

  /** Sends a frame of the relay's own. */
  reply(messageType: MessageType, requestId: string, payload: object, traceId?: string): boolean {
    return this.send(relayFrame(messageType, requestId, payload, traceId));
  }

  /** Asks for a sign of life below the level of frames. */
  ping(): void {
    this.#outbox.ping();
  }

  /** Ends the session: whoever watches it is told first, then the peer by the close code. */
  close(reason: CloseReason): void {
    if (!this.#end(reason)) return;
    this.#outbox.flush();
    const { code, reason: text } = CLOSE_CODES[reason];
    this.#socket.close(code, text);
  }

  /** Resolves when the socket is gone. */
  whenGone(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return Promise.resolve();
    return new Promise((resolve) => this.#socket.on('close', resolve));
  }

  #check(delivery: Delivery): boolean {
    if (delivery !== 'overflow') return delivery === 'sent';
    this.#isLost = true;
    // Not here: the sender may be in the middle of something that the end of this session changes.
    queueMicrotask(() => this.close('slowPeer'));
    return false;
  }

  #end(reason: EndReason): boolean {
    if (this.#state.kind === 'closed') return false;
    this.#state = nextState(this.#state, { kind: 'end', reason });
    this.#authDeadline.clear();
    this.#onEnd(this, reason);
    return true;
  }
}
