import {
  isRecord,
  makeFrame,
  OttoError,
  type Envelope,
  type ErrorCode,
  type MessageType,
  type TokenPair,
} from '@otto/protocol';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';

export type CommandFrame = Envelope<Record<string, unknown>>;

/** What the fake answers a command with: on which socket, by which means. */
export interface Reply {
  readonly frame: CommandFrame;
  result(data: unknown, more?: object): void;
  error(code: ErrorCode): void;
  event(payload: object): void;
}

const HOUR_S = 3600;

/** A relay of a few lines with a real socket, that does what a spec tells it. Listens on a free port. */
export class FakeRelay {
  port = 0;
  /** Everything that arrived over WebSockets, in order. */
  readonly frames: CommandFrame[] = [];
  /** Every HTTP request: `POST /api/auth/refresh`. */
  readonly requests: string[] = [];
  readonly bodies: Record<string, unknown>[] = [];
  readonly bearers: string[] = [];
  registrationSecret: string | undefined;
  nodes: object[] = [{ nodeId: 'node_a' }, { nodeId: 'node_b', granted: false }];
  pending: object[] = [];
  /** The pairing code that it accepts. */
  code = '123-456';
  unready: ErrorCode | undefined;
  /** Access tokens that it does not accept. */
  readonly refused = new Set<string>();
  readonly clientSecret = 'cs_right';
  /** How it answers a command. Echoes, at first. */
  onCommand: (reply: Reply) => void = ({ result, frame }) => result({ echo: frame.payload.payload });
  onCancel: (target: string) => void = () => undefined;
  /** When set, hello and all that follows is not answered any more. */
  mute = false;
  heartbeatIntervalMs = 8000;
  /** s; of the tokens that it makes. */
  tokenLife = HOUR_S;
  refuseUpgradeWith: number | undefined;
  #refusesAll = false;
  #tokens = 0;
  #refresh = 'refresh_0';
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
    this.#http = createServer((request, response) => {
      void readBody(request).then((body) => this.#answer(request, body, response));
    });
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

  get connections(): number {
    return this.#sockets.clients.size;
  }

  /** Tokens that it accepts. */
  makeTokens(): TokenPair {
    this.#tokens += 1;
    this.#refresh = `refresh_${this.#tokens}`;
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iat, exp: iat + this.tokenLife, jti: this.#tokens };
    const accessToken = `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
    return { accessToken, refreshToken: this.#refresh };
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

  /** As if every session had been revoked. */
  refuseEveryToken(): void {
    this.#refusesAll = true;
    this.#refresh = '';
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
    switch (frame.messageType) {
      case 'hello':
        return send('hello_ack', { accepted: true, heartbeatIntervalMs: this.heartbeatIntervalMs, relayVersion: '0' });
      case 'auth':
        if (this.#refuses(String(frame.payload.accessToken))) return error('invalid_access_token');
        return send('auth_ack', { accepted: true, role: 'controller', scopes: ['*'], relayVersion: '0' });
      case 'ping':
        return send('pong', { ok: true });
      case 'refresh':
        return send('refresh_ack', this.makeTokens());
      case 'command_cancel':
        return this.onCancel(String(frame.payload.targetRequestId));
      case 'command':
        return this.onCommand({
          frame,
          error,
          result: (result, more) =>
            send('result', { ok: true, durationMs: 1, action: '', data: result, commandOutcome: 'completed', ...more }),
          event: (payload) => send('event', payload),
        });
      default:
        return error('unsupported_message_type');
    }
  }

  #answer(request: IncomingMessage, body: Record<string, unknown>, response: ServerResponse): void {
    const route = `${request.method} ${request.url}`;
    this.requests.push(route);
    this.bodies.push(body);
    this.bearers.push(bearer(request));
    const fail = (code: ErrorCode): void => {
      const error = new OttoError(code);
      send(response, error.status, error.toBody());
    };
    switch (route) {
      case 'POST /api/auth/refresh':
        if (body.refreshToken !== this.#refresh) return fail('invalid_refresh_token');
        return send(response, 200, this.makeTokens());
      case 'POST /api/controller/token':
        if (body.clientSecret !== this.clientSecret) return fail('invalid_client_credentials');
        return send(response, 200, {
          clientId: body.clientId,
          controllerId: 'ctl_1',
          scopes: [],
          ...this.makeTokens(),
        });
      case 'GET /api/nodes/connected':
        if (this.#refuses(bearer(request))) return fail('invalid_access_token');
        return send(response, 200, { nodes: this.nodes });
      case 'GET /health/ready':
        return this.unready ? fail(this.unready) : send(response, 200, { status: 'ready' });
      case 'GET /api/pairing/pending':
        return send(response, 200, { pending: this.pending });
      case 'POST /api/pairing/approve':
        if (body.code !== this.code) return fail('pairing_not_found');
        return send(response, 200, { nodeId: 'node_a', clientId: body.clientId });
      case 'POST /api/controller/register':
        this.registrationSecret = String(request.headers['x-otto-registration-secret']);
        return send(response, 200, { ...body, clientId: 'clt_1', clientSecret: this.clientSecret });
      default:
        return fail('not_found');
    }
  }

  #refuses(accessToken: string): boolean {
    return this.#refusesAll || this.refused.has(accessToken);
  }
}

function bearer(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace(/^Bearer /, '');
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(body) ? body : {};
}
