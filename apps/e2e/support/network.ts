import { setTimeout } from 'node:timers/promises';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** What an outage leaves: the connections that there were, or a network in which they are dead and nobody has said so. */
export type Aftermath = 'same_network' | 'another_network';

/** The way between a browser and its relay, which can be cut as a pulled cable does: nobody is told, nothing arrives. */
export class Network {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(relayPort: number) {
    this.#server = createServer((near) => {
      const far = connect(relayPort, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (chunk) => to.write(chunk));
        from.once('close', () => (this.#sockets.delete(from), to.destroy()));
        from.on('error', () => undefined);
        if (this.#isCut) from.pause();
      }
    });
  }

  static async before(relayPort: number): Promise<Network> {
    const network = new Network(relayPort);
    await new Promise<void>((listening) => network.#server.listen(0, '127.0.0.1', listening));
    return network;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Cuts for so long by the clock on the wall, which is what an outage is about; resolves when it is over. */
  async outage(ms: number, aftermath: Aftermath): Promise<void> {
    this.cut();
    await setTimeout(ms);
    if (aftermath === 'another_network') this.#isCut = false;
    else this.mend();
  }

  /** What was sent meanwhile arrives, as TCP sends it again. */
  mend(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((closed) => this.#server.close(closed));
  }
}
