import {
  LIMITS,
  OttoError,
  assertEnvelope,
  isRecord,
  makeFrame,
  type Envelope,
  type HelloAckPayload,
  type MessageType,
  type TokenPair,
} from '@otto/protocol';
import { Heartbeat } from './heartbeat';
import { PendingRequests } from './pending-requests';
import { ABNORMAL_CLOSURE, SOCKET_OPEN, type OpenSocket, type Socket } from './socket';

/** No open connection after this long counts as none. */
const OPEN_WITHIN_MS = 10_000;
const NORMAL_CLOSURE = 1000;

export interface SessionOptions {
  readonly url: string;
  readonly openSocket: OpenSocket;
  /** Commands, cancels and events; answers to the session's own requests do not come here. */
  readonly onFrame: (frame: Envelope) => void;
  /** The relay is asked for a sign of life; what is returned is called when that has come, and all that was sent before. */
  readonly onProbe: () => () => void;
}

/** One connection to the relay, from hello to its close. It never comes back by itself: see relay-link.ts. */
export class RelaySession {
  /** Resolves with the close code when the connection is over, whoever ended it. */
  readonly closed: Promise<number>;
  readonly #socket: Socket;
  readonly #options: SessionOptions;
  readonly #requests = new PendingRequests();
  readonly #opened: Promise<void>;
  #end!: (code: number) => void;
  #heartbeat: Heartbeat | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.closed = new Promise((resolve) => (this.#end = resolve));
    this.#socket = options.openSocket(options.url);
    this.#opened = this.#whenOpen();
    // Whoever waits for it is told by hello; nobody may be left to wait when it fails.
    this.#opened.catch(() => undefined);
    this.#socket.addEventListener('message', ({ data }) => this.#receive(data));
    this.#socket.addEventListener('close', ({ code }) => this.#ended(code));
  }

  /** Waits for the connection and says hello. Throws what the relay refused it with, or `connection_lost`. */
  async hello(nodeId: string, capabilities: readonly string[]): Promise<HelloAckPayload> {
    await this.#opened;
    const answer = await this.#request('hello', { role: 'node', capabilities, nodeId });
    const {
      heartbeatIntervalMs,
      relayVersion,
      capabilities: ofRelay,
    } = (isRecord(answer) ? answer : {}) as Partial<HelloAckPayload>;
    const wanted = Number(heartbeatIntervalMs) || LIMITS.nodeHeartbeatMs;
    this.#heartbeat = new Heartbeat({
      intervalMs: Math.min(LIMITS.nodeHeartbeatMs, Math.max(1000, wanted)),
      ping: () => void this.#probe(),
      onSilence: () => this.#abandon(),
    });
    return {
      accepted: true,
      heartbeatIntervalMs: wanted,
      relayVersion: String(relayVersion ?? ''),
      ...(ofRelay && { capabilities: ofRelay }),
    };
  }

  /**
   * Proves who the node is; it is routable from then on. `resume` names what the node will still answer of an earlier
   * session. Errors: `invalid_access_token`, `node_mismatch`, ...
   */
  async authenticate(accessToken: string, resume?: readonly string[]): Promise<void> {
    await this.#request('auth', { accessToken, ...(resume && { resume }) });
  }

  /** Rotates the tokens. Errors: `invalid_refresh_token`. */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const answer = await this.#request('refresh', { refreshToken });
    if (!isRecord(answer) || typeof answer.accessToken !== 'string' || typeof answer.refreshToken !== 'string') {
      throw new OttoError('invalid_envelope', { reason: 'refresh_ack holds no tokens' });
    }
    return { accessToken: answer.accessToken, refreshToken: answer.refreshToken };
  }

  /** Whether the text could be handed to the connection; it may still be lost with it. */
  send(text: string): boolean {
    if (this.#socket.readyState !== SOCKET_OPEN) return false;
    this.#socket.send(text);
    return true;
  }

  /** What was sent and still waits in the socket. */
  get backlogBytes(): number {
    return this.#socket.bufferedAmount;
  }

  close(): void {
    this.#socket.close(NORMAL_CLOSURE);
    this.#ended(NORMAL_CLOSURE);
  }

  async #whenOpen(): Promise<void> {
    const timer = setTimeout(() => this.#abandon(), OPEN_WITHIN_MS);
    const opened = new Promise<'open'>((resolve) => this.#socket.addEventListener('open', () => resolve('open')));
    const first = await Promise.race([opened, this.closed]);
    clearTimeout(timer);
    if (first !== 'open') throw new OttoError('connection_lost');
  }

  async #probe(): Promise<void> {
    const heard = this.#options.onProbe();
    try {
      await this.#request('ping', { ts: Date.now() });
      heard();
    } catch {
      // Nothing is known then of what was sent; whether the connection is dead is for the heartbeat to say.
    }
  }

  #request(messageType: MessageType, payload: object): Promise<unknown> {
    const frame = this.#frame(messageType, payload);
    const answer = this.#requests.wait(frame.requestId);
    if (!this.send(JSON.stringify(frame))) this.#requests.endAll(new OttoError('connection_lost'));
    return answer;
  }

  #frame(messageType: MessageType, payload: object): Envelope {
    return makeFrame('node', messageType, crypto.randomUUID(), payload);
  }

  #receive(data: unknown): void {
    this.#heartbeat?.heard();
    const frame = this.#parse(data);
    if (frame === undefined || this.#requests.answer(frame) || frame.messageType === 'pong') return;
    if (frame.messageType === 'ping') this.#pong(frame);
    else this.#options.onFrame(frame);
  }

  /** Undefined for what is not a frame of this protocol: something else than a relay may listen on that port. */
  #parse(data: unknown): Envelope | undefined {
    try {
      const frame: unknown = JSON.parse(String(data));
      assertEnvelope(frame);
      return frame;
    } catch (error) {
      if (error instanceof OttoError && error.code === 'unsupported_protocol_version') this.#requests.endAll(error);
      return undefined;
    }
  }

  #pong({ requestId, payload }: Envelope): void {
    const ts = isRecord(payload) ? payload.ts : undefined;
    this.send(
      JSON.stringify(makeFrame('node', 'pong', requestId, { ok: true, ...(typeof ts === 'number' && { ts }) })),
    );
  }

  /** For a connection that is dead: its closing handshake would take minutes to fail, so nobody waits for it. */
  #abandon(): void {
    this.#socket.close();
    this.#ended(ABNORMAL_CLOSURE);
  }

  #ended(code: number): void {
    this.#heartbeat?.stop();
    this.#end(code);
    this.#requests.endAll(new OttoError('connection_lost'));
  }
}
