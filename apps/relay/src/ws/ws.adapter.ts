import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Abstract, INestApplication } from '@nestjs/common';
import { WsAdapter } from '@nestjs/platform-ws';
import { toOttoError } from '@otto/protocol';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { RelayConfig } from '../config/relay-config';
import { FrameDispatcher } from './frame-dispatcher';
import { FrameUnmasker } from './frame-unmasker';
import { Inbox } from './inbox';
import { refuseUpgrade } from './refuse-upgrade';
import type { Session } from './session';
import { SessionOpener } from './session-opener';
import { limitStranger } from './stranger-allowance';
import { TurnCounter } from './turn-counter';
import { UpgradeCheck, type AdmittedPeer } from './upgrade-check';

/** How long a peer has to answer a close frame. What it has not read by then is thrown away. */
const CLOSE_TIMEOUT_MS = 5000;

type ConnectCallback = (session: Session) => void;

/**
 * Brings WebSockets to the gateway. In place of Nest's own upgrade it refuses with real HTTP statuses, and in place of
 * Nest's pipeline of promises and observables for every message it hands frames to the FrameDispatcher, in order. What Nest
 * calls a client is a Session here.
 */
export class OttoWsAdapter extends WsAdapter {
  readonly #app: INestApplication;
  readonly #http: Server;
  readonly #callbacks: ConnectCallback[] = [];
  readonly #turns = new TurnCounter();
  #server: WebSocketServer | undefined;

  constructor(app: INestApplication) {
    super(app);
    this.#app = app;
    this.#http = app.getHttpServer() as Server;
  }

  override create(): WebSocketServer {
    const { maxFrameBytes: maxPayload } = this.#provided(RelayConfig);
    // Its types do not know closeTimeout yet.
    const options: ServerOptions & { closeTimeout: number } = {
      noServer: true,
      maxPayload,
      perMessageDeflate: false,
      closeTimeout: CLOSE_TIMEOUT_MS,
    };
    this.#server = new WebSocketServer(options);
    this.#http.on('upgrade', this.#upgrade);
    return this.#server;
  }

  override bindClientConnect(_server: WebSocketServer, callback: ConnectCallback): void {
    this.#callbacks.push(callback);
  }

  override bindClientDisconnect(session: Session, callback: () => void): void {
    void session.whenGone().then(callback);
  }

  /** Messages go to the FrameDispatcher, which knows the gateway's methods itself. */
  override bindMessageHandlers(): void {
    return;
  }

  override async dispose(): Promise<void> {
    this.#http.off('upgrade', this.#upgrade);
    await super.dispose();
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    try {
      const peer = this.#provided(UpgradeCheck).admit(request);
      this.#server?.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, socket, peer));
    } catch (error) {
      refuseUpgrade(socket, toOttoError(error));
    }
  };

  #open(webSocket: WebSocket, transport: Duplex, peer: AdmittedPeer): void {
    const unmasker = new FrameUnmasker();
    transport.prependListener('data', (chunk: Buffer) => unmasker.unmask(chunk));
    const session = this.#provided(SessionOpener).open(webSocket, transport, peer);
    limitStranger(session, webSocket, transport);
    const dispatcher = this.#provided(FrameDispatcher);
    const inbox = new Inbox(webSocket, this.#turns, (bytes, isBinary) => dispatcher.dispatch(session, bytes, isBinary));
    // With the default binaryType a message is always one Buffer.
    webSocket.on('message', (bytes: Buffer, isBinary) => inbox.receive(bytes, isBinary));
    for (const callback of this.#callbacks) callback(session);
  }

  #provided<T>(token: Abstract<T>): T {
    return this.#app.get<T>(token, { strict: false });
  }
}
