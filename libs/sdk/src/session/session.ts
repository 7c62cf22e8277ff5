import {
  assertEnvelope,
  makeFrame,
  OttoError,
  type AuthAckPayload,
  type Envelope,
  type HelloAckPayload,
  type MessageType,
  type TokenPair,
} from '@otto/protocol';
import { startDeadline, unlessAborted } from '../deadline';
import { randomId } from '../random-id';
import { Heartbeat } from './heartbeat';
import { openSocket } from './open-socket';
import { PendingRequests, type RequestOptions } from './pending-requests';
import { SessionLost } from './session-lost';
import { OPEN, type WebSocketConstructor, type WebSocketLike } from './web-socket';

export interface SessionOptions {
  readonly webSocketUrl: string;
  readonly webSocket: WebSocketConstructor;
  readonly accessToken: string;
  /** ms from the start of connecting to auth_ack. */
  readonly openTimeoutMs: number;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
  readonly onEvent: (frame: Envelope<Record<string, unknown>>) => void;
}

/** A frame of the relay, and how long its text is. */
export type FrameWatcher = (frame: Envelope<Record<string, unknown>>, chars: number) => void;

export interface SessionRequest extends Omit<RequestOptions, 'requestId'> {
  readonly requestId?: string;
  readonly traceId?: string | undefined;
}

const CLOSE_TIMEOUT_MS = 2_000;
const NORMAL_CLOSE = 1000;
const SILENT_CLOSE = 4408;
const HANDSHAKE_CAPABILITIES = ['commands', 'listeners', 'logs'];

/** One authenticated connection to the relay. It ends once, and every request on it ends with it. */
export class Session {
  readonly #socket: WebSocketLike;
  readonly #pending = new PendingRequests();
  readonly #watchers = new Map<string, FrameWatcher>();
  readonly #onEvent: SessionOptions['onEvent'];
  #heartbeat: Heartbeat | undefined;
  #lost: SessionLost | undefined;

  /** Why it ended. Never rejects. */
  readonly ended: Promise<SessionLost>;
  #end: (lost: SessionLost) => void = () => undefined;

  /**
   * Connects, says hello and authenticates.
   *
   * @throws OttoError `relay_unreachable` (also when it takes too long), `invalid_access_token`, or what else the relay answers.
   */
  static async open(options: SessionOptions): Promise<Session> {
    const deadline = startDeadline(options.openTimeoutMs, options.signal);
    const unreachable = (): OttoError => new OttoError('relay_unreachable', { relayUrl: options.webSocketUrl });
    let session: Session | undefined;
    try {
      const socket = await openSocket(options.webSocket, options.webSocketUrl, deadline.signal);
      session = new Session(socket, options.onEvent);
      const handshake = session.#handshake(options.accessToken, options.openTimeoutMs, unreachable);
      await unlessAborted(handshake, deadline.signal);
      return session;
    } catch (error) {
      void session?.close();
      options.signal.throwIfAborted();
      if (deadline.signal.aborted) throw unreachable();
      throw error instanceof SessionLost ? error.reason : error;
    } finally {
      deadline.clear();
    }
  }

  private constructor(socket: WebSocketLike, onEvent: SessionOptions['onEvent']) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    socket.onmessage = ({ data }: { readonly data: unknown }) => this.#receive(data);
    socket.onerror = () => undefined; // a close follows
    socket.onclose = ({ code }: { readonly code: number }) => this.#finish(SessionLost.byCloseCode(code));
  }

  /** Whether a frame that is sent now has a chance to arrive. */
  get isOpen(): boolean {
    return this.#socket.readyState === OPEN;
  }

  /**
   * Sends a frame and gives the payload that answers it.
   *
   * @throws SessionLost when the session ends first, OttoError when the relay refuses or the deadline passes.
   */
  async request<T>(messageType: MessageType, payload: object, options: SessionRequest): Promise<T> {
    // A socket that is closed says nothing when it is written to.
    if (this.#lost) throw this.#lost;
    const { requestId = randomId('req_'), traceId } = options;
    const frame = JSON.stringify(makeFrame('controller', messageType, requestId, payload, { traceId }));
    const answer = this.#pending.expect({ ...options, requestId });
    this.#socket.send(frame);
    return (await answer) as T;
  }

  /** Sends a frame whose answer nobody waits for. */
  notify(messageType: MessageType, payload: object): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(makeFrame('controller', messageType, randomId('req_'), payload)));
  }

  /** Shows `watcher` every frame with this requestId from now on, until the function that it gives is called. */
  watch(requestId: string, watcher: FrameWatcher): () => void {
    this.#watchers.set(requestId, watcher);
    return () => {
      this.#watchers.delete(requestId);
    };
  }

  /** Brings a newer access token. Throws OttoError `invalid_access_token`, SessionLost. */
  async authenticate(accessToken: string, timeoutMs: number): Promise<void> {
    const timeout = (): OttoError => new OttoError('connection_lost');
    await this.request<AuthAckPayload>('auth', { accessToken }, { answer: 'auth_ack', timeoutMs, timeout });
  }

  /** Trades a refresh token for new tokens, on this session. */
  refresh(refreshToken: string, timeoutMs: number): Promise<TokenPair> {
    return this.request(
      'refresh',
      { refreshToken },
      {
        answer: 'refresh_ack',
        timeoutMs,
        timeout: () => new OttoError('connection_lost'),
      },
    );
  }

  /** Ends it; what still waits is rejected. Resolves when the socket is closed, or after 2 s without an answer. */
  async close(code = NORMAL_CLOSE): Promise<void> {
    this.#socket.close(code);
    const giveUp = setTimeout(() => {
      this.#socket.terminate?.();
      this.#finish(SessionLost.byCloseCode(code));
    }, CLOSE_TIMEOUT_MS);
    await this.ended;
    clearTimeout(giveUp);
  }

  async #handshake(accessToken: string, timeoutMs: number, timeout: () => OttoError): Promise<void> {
    const hello = { role: 'controller', capabilities: HANDSHAKE_CAPABILITIES };
    const ack = await this.request<HelloAckPayload>('hello', hello, { answer: 'hello_ack', timeoutMs, timeout });
    await this.request<AuthAckPayload>('auth', { accessToken }, { answer: 'auth_ack', timeoutMs, timeout });
    this.#heartbeat = new Heartbeat({
      intervalMs: ack.heartbeatIntervalMs,
      ping: () => this.notify('ping', { ts: Date.now() }),
      onSilence: () => void this.close(SILENT_CLOSE),
    });
  }

  #receive(data: unknown): void {
    this.#heartbeat?.heard();
    const text = String(data);
    const frame = parseFrame(text);
    if (frame === undefined) return;
    this.#pending.deliver(frame);
    this.#watchers.get(frame.requestId)?.(frame, text.length);
    if (frame.messageType === 'event') this.#onEvent(frame);
  }

  #finish(lost: SessionLost): void {
    this.#lost ??= lost;
    this.#heartbeat?.stop();
    this.#pending.end(lost);
    this.#watchers.clear();
    this.#end(lost);
  }
}

/** A relay that sends what is no frame says nothing to anyone: it is skipped. */
function parseFrame(text: string): Envelope<Record<string, unknown>> | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    assertEnvelope(frame);
    return frame as Envelope<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
