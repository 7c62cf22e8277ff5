import { makeFrame, OttoError, type Envelope, type ErrorCode, type MessageType } from '@otto/protocol';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { FakeRest } from './fake-rest';
import { FakeTokens } from './fake-tokens';

export type CommandFrame = Envelope<Record<string, unknown>>;

/** What the fake answers a command with: on which socket, by which means. */
export interface Reply {
  readonly frame: CommandFrame;
  result(data: unknown, more?: object): void;
  error(code: ErrorCode): void;
  event(payload: object): void;
}

/** A relay of a few lines with a real socket, that does what a spec tells it. Listens on a free port. */
export class FakeRelay {
  port = 0;
  readonly tokens = new FakeTokens();
  readonly rest = new FakeRest(this.tokens);
  /** Everything that arrived over WebSockets, in order. */
  readonly frames: CommandFrame[] = [];
  /** How it answers a command. Echoes, at first. */
  onCommand: (reply: Reply) => void = ({ result, frame }) => result({ echo: frame.payload.payload });
  onCancel: (target: string, reply: Pick<Reply, 'event'>) => void = () => undefined;
  /** How it answers `tab_lock` and `tab_unlock`; not at all, at first. */
  onLock: (reply: Reply) => void = () => undefined;
  /** How it answers `logs_subscribe`. */
  onLogsSubscribe: (reply: Reply) => void = ({ event }) => event({ type: 'logs_subscribed' });
  /** When set, hello and all that follows is not answered any more. */
  mute = false;
  heartbeatIntervalMs = 8000;
  refuseUpgradeWith: number | undefined;
  #waiting: { test: (frame: CommandFrame) => boolean; resolve: (frame: CommandFrame) => void }[] = [];

  readonly #http: Server;
  readonly #sockets: WebSocketServer;

  static async start(port = 0): Promise<FakeRelay> {
    const relay = new FakeRelay();
    await new Promise<void>((resolve) => relay.#http.listen(port, '127.0.0.1', resolve));
    relay.port = (relay.#http.address() as AddressInfo).port;
    return relay;
  }

  private constructor() {
    this.#http = createServer((request, response) => void this.rest.answer(request, response));
    this.#sockets = new WebSocketServer({
      server: this.#http,
      verifyClient: (_info, done) => done(this.refuseUpgradeWith === undefined, this.refuseUpgradeWith),
    });
    this.#sockets.on('connection', (socket) => {
      socket.on('message', (data) => this.#receive(socket, data));
    });
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  get httpUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.#sockets.clients.size;
  }

  /** The first frame, sent already or still to come, that passes the test. */
  frame(test: (frame: CommandFrame) => boolean): Promise<CommandFrame> {
    const found = this.frames.find(test);
    return found ? Promise.resolve(found) : new Promise((resolve) => this.#waiting.push({ test, resolve }));
  }

  commands(): CommandFrame[] {
    return this.frames.filter(({ messageType }) => messageType === 'command');
  }

  /** Cuts every connection, as a crash would. */
  drop(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  closeAll(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  sendEvent(requestId: string, payload: object): void {
    this.sendText(JSON.stringify(makeFrame('relay', 'event', requestId, payload)));
  }

  sendResult(requestId: string, payload: object): void {
    this.sendText(JSON.stringify(makeFrame('relay', 'result', requestId, payload)));
  }

  sendText(text: string): void {
    for (const socket of this.#sockets.clients) socket.send(text);
  }

  /** From now on nothing is read, not even the end of a connection. */
  pauseReading(): void {
    for (const socket of this.#sockets.clients) socket.pause();
  }

  /** Resolves when no connection is left. */
  async settled(): Promise<void> {
    await Promise.all([...this.#sockets.clients].map((socket) => once(socket, 'close')));
  }

  async stop(): Promise<void> {
    if (!this.#http.listening) return;
    this.drop();
    this.#sockets.close();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #receive(socket: WebSocket, data: RawData): void {
    const frame = JSON.parse(String(data)) as CommandFrame;
    this.frames.push(frame);
    for (const waiting of this.#waiting.filter(({ test }) => test(frame))) waiting.resolve(frame);
    if (!this.mute) this.#handle(socket, frame);
  }

  #handle(socket: WebSocket, frame: CommandFrame): void {
    const send = (type: MessageType, payload: object): void => {
      socket.send(JSON.stringify(makeFrame('relay', type, frame.requestId, payload)));
    };
    const error = (code: ErrorCode): void => send('error', new OttoError(code).toPayload());
    const ok = { ok: true, durationMs: 1, action: '', commandOutcome: 'completed' };
    const reply: Reply = {
      frame,
      error,
      result: (data, more) => send('result', { ...ok, data, ...more }),
      event: (payload) => send('event', payload),
    };
    switch (frame.messageType) {
      case 'hello':
        return send('hello_ack', { accepted: true, heartbeatIntervalMs: this.heartbeatIntervalMs, relayVersion: '0' });
      case 'auth':
        if (!this.tokens.accepts(String(frame.payload.accessToken))) return error('invalid_access_token');
        return send('auth_ack', { accepted: true, role: 'controller', scopes: ['*'], relayVersion: '0' });
      case 'ping':
        return send('pong', { ok: true });
      case 'refresh':
        return send('refresh_ack', this.tokens.make());
      case 'command_cancel':
        return this.onCancel(String(frame.payload.targetRequestId), reply);
      case 'command':
        return this.onCommand(reply);
      case 'event':
        return this.onLogsSubscribe(reply);
      case 'tab_lock':
      case 'tab_unlock':
        return this.onLock(reply);
      default:
        return error('unsupported_message_type');
    }
  }
}
