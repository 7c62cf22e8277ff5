import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import WebSocket, { WebSocketServer } from 'ws';

interface Frame extends Record<string, unknown> {
  readonly messageType: string;
  readonly payload: Record<string, unknown>;
}

/** Stands between a node and its relay: can be away, keep an answer back, or let the relay say what another one would. */
export class RelayProxy {
  readonly #server = createServer((incoming, response) => this.#pass(incoming, response));
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #held = new Map<string, Promise<void>>();
  /** Nobody answers while it is true. */
  #isAway = false;
  /** Changes what the relay says to the node. */
  rewrite: (frame: Frame) => Frame = (frame) => frame;

  private constructor(private readonly relayPort: number) {
    this.#server.on('upgrade', (incoming, socket, head) => this.#upgrade(incoming, socket, head));
  }

  static async before(relayUrl: string): Promise<RelayProxy> {
    const proxy = new RelayProxy(Number(new URL(relayUrl).port));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${((this.#server as Server).address() as AddressInfo).port}`;
  }

  /** Keeps requests for a path back until the returned function is called. */
  hold(path: string): () => void {
    let release: () => void = () => undefined;
    this.#held.set(path, new Promise((released) => (release = released)));
    return () => {
      this.#held.delete(path);
      release();
    };
  }

  set isAway(isAway: boolean) {
    this.#isAway = isAway;
    if (isAway) this.cut();
  }

  /** Ends the connections there are. */
  cut(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #pass(incoming: IncomingMessage, response: ServerResponse): void {
    if (this.#isAway) return void incoming.socket.destroy();
    const { method, url = '/', headers } = incoming;
    const onward = request({ port: this.relayPort, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    const held = this.#held.get(url) ?? Promise.resolve();
    void held.then(() => incoming.pipe(onward));
  }

  #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#isAway) return void socket.destroy();
    this.#sockets.handleUpgrade(incoming, socket, head, (node) => {
      const { origin = '' } = incoming.headers;
      const relay = new WebSocket(`ws://127.0.0.1:${this.relayPort}${incoming.url}`, { headers: { origin } });
      const opened = once(relay, 'open');
      node.on('message', (data: Buffer) => void opened.then(() => relay.send(String(data))));
      relay.on('message', (data: Buffer) => node.send(JSON.stringify(this.rewrite(JSON.parse(String(data)) as Frame))));
      relay.on('close', (code) => node.close(code === 1006 ? 1001 : code));
      node.on('close', () => relay.close());
    });
  }
}
