import { makeFrame, type Envelope, type ErrorCode, OttoError } from '@otto/protocol';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

/** Answers a request by payload, by refusing it, or not at all. */
export type Answer = object | ErrorCode | 'silence';

interface Arrival {
  readonly frame: Envelope<Record<string, unknown>>;
  readonly socket: WebSocket;
}

/**
 * The relay's side of a node's session over real sockets, one answer per request type. It issues tokens `access-1`,
 * `refresh-1` and so on, and accepts the newest access token only.
 */
export class FakeRelay {
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #arrivals: Arrival[] = [];
  readonly #waiting: { matches: (arrival: Arrival) => boolean; resolve: (arrival: Arrival) => void }[] = [];
  readonly answers = new Map<string, Answer>();
  /** Path and body of every HTTP call. */
  readonly calls: { path: string; body: Record<string, unknown> }[] = [];
  /** Told of each HTTP call before it is answered. */
  onCall: (path: string) => void = () => undefined;
  approved = false;
  issued = 0;
  challenges = 0;

  readonly port: number;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#call(request, response));
    server.on('upgrade', (request, socket, head) =>
      this.#sockets.handleUpgrade(request, socket, head, (peer) => this.#connected(peer)),
    );
  }

  static async start(port = 0): Promise<FakeRelay> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    return new FakeRelay(server);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  get connections(): number {
    return this.#sockets.clients.size;
  }

  /** The next frame of one of these types that no earlier call has taken, with the socket that it came on. */
  next(...messageTypes: string[]): Promise<Arrival> {
    const matches = ({ frame }: Arrival): boolean => messageTypes.includes(frame.messageType);
    const found = this.#arrivals.findIndex(matches);
    if (found >= 0) return Promise.resolve(this.#arrivals.splice(found, 1)[0] as Arrival);
    return new Promise((resolve) => this.#waiting.push({ matches, resolve }));
  }

  send(frame: Envelope): void {
    for (const socket of this.#sockets.clients) socket.send(JSON.stringify(frame));
  }

  closeAll(code: number): void {
    for (const socket of this.#sockets.clients) socket.close(code);
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #connected(socket: WebSocket): void {
    socket.on('message', (data: Buffer) => {
      const arrival = { frame: JSON.parse(data.toString('utf8')) as Arrival['frame'], socket };
      const waiting = this.#waiting.findIndex(({ matches }) => matches(arrival));
      if (waiting >= 0) this.#waiting.splice(waiting, 1)[0]?.resolve(arrival);
      else this.#arrivals.push(arrival);
      this.#answer(arrival);
    });
  }

  #answer({ frame, socket }: Arrival): void {
    const usual = this.#usualAnswer(frame);
    const answer = this.answers.get(frame.messageType) ?? usual;
    if (answer === undefined || answer === 'silence') return;
    const reply =
      typeof answer === 'string'
        ? makeFrame('relay', 'error', frame.requestId, new OttoError(answer).toPayload())
        : makeFrame('relay', `${frame.messageType}_ack` as 'auth_ack', frame.requestId, answer);
    socket.send(JSON.stringify(reply));
  }

  #usualAnswer({ messageType, payload }: Arrival['frame']): Answer | undefined {
    switch (messageType) {
      case 'hello':
        return { accepted: true, heartbeatIntervalMs: 20_000, relayVersion: '0.1.0' };
      case 'auth':
        return payload.accessToken === `access-${this.issued}` ? { accepted: true } : 'invalid_access_token';
      case 'refresh':
        return payload.refreshToken === `refresh-${this.issued}` ? this.issue() : 'invalid_refresh_token';
      default:
        return undefined;
    }
  }

  issue(): { accessToken: string; refreshToken: string } {
    this.issued++;
    return { accessToken: `access-${this.issued}`, refreshToken: `refresh-${this.issued}` };
  }

  async #call(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Record<string, unknown>;
    const { pathname } = new URL(request.url ?? '/', 'http://relay');
    this.calls.push({ path: pathname, body });
    this.onCall(pathname);
    const answer = this.answers.get(pathname) ?? this.#usualHttpAnswer(pathname, body);
    if (answer === 'silence') return;
    const error = typeof answer === 'string' ? new OttoError(answer) : undefined;
    response.writeHead(error?.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(error?.toBody() ?? answer));
  }

  #usualHttpAnswer(path: string, body: Record<string, unknown>): Answer {
    const challengeId = `ch_${this.challenges}`;
    switch (path) {
      case '/api/pairing/request':
        this.challenges++;
        return { challengeId: `ch_${this.challenges}`, code: `000-00${this.challenges}`, expiresAt: 1, ...body };
      case '/api/pairing/status': {
        if (!this.approved) return { challengeId, status: 'pending' };
        const { accessToken, refreshToken } = this.issue();
        return { challengeId, status: 'approved', nodeAccessToken: accessToken, nodeRefreshToken: refreshToken };
      }
      case '/api/auth/refresh':
        return body.refreshToken === `refresh-${this.issued}` ? this.issue() : 'invalid_refresh_token';
      default:
        return 'not_found';
    }
  }
}
