import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Counts, per remote address, the sockets whose request has not arrived as a whole, and drops those over the limit: so
 * one machine cannot hold every connection of the relay by sending slowly or nothing at all. Behind a proxy the address
 * is the proxy's; it holds slow clients back itself.
 */
export class UnfinishedRequests {
  readonly #limit: number;
  readonly #sockets = new Map<string, Set<Socket>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  watch(server: Server): void {
    server.on('connection', (socket) => this.#open(socket));
    server.on('upgrade', (request: IncomingMessage) => this.#finish(request.socket));
    server.prependListener('request', (request) => this.#track(request));
  }

  count(address: string): number {
    return this.#sockets.get(address)?.size ?? 0;
  }

  #open(socket: Socket): void {
    // A socket that was reset before it was accepted has no address any more.
    const address = socket.remoteAddress;
    if (address === undefined || this.count(address) >= this.#limit) {
      socket.destroy();
      return;
    }
    this.#begin(socket, address);
    socket.once('close', () => this.#finish(socket, address));
  }

  #track(request: IncomingMessage): void {
    const { socket } = request;
    if (request.complete) return this.#finish(socket);
    if (socket.remoteAddress !== undefined) this.#begin(socket, socket.remoteAddress);
    request.once('close', () => this.#finish(socket));
  }

  #begin(socket: Socket, address: string): void {
    const sockets = this.#sockets.get(address) ?? new Set();
    this.#sockets.set(address, sockets.add(socket));
  }

  // A closed socket no longer knows its address.
  #finish(socket: Socket, address = socket.remoteAddress ?? ''): void {
    const sockets = this.#sockets.get(address);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#sockets.delete(address);
  }
}
