import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Reply {
  readonly id: number;
  readonly result: Record<string, number>;
}

/** What a process really holds: asks its inspector to collect all garbage, and how much is left then. */
export class HeapProbe {
  #requests = 0;

  private constructor(private readonly socket: WebSocket) {}

  /** `stderr` is what a process has written that was started with --inspect. */
  static async attach(stderr: string): Promise<HeapProbe> {
    const [url] = /ws:\/\/\S+/.exec(stderr) ?? [];
    if (url === undefined) throw new Error(`The process has no inspector: ${stderr}`);
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new HeapProbe(socket);
  }

  /** Bytes in use by JavaScript and by the buffers that it holds. */
  async usedBytes(): Promise<number> {
    // The second time takes what finalisers of the first have let go.
    for (let times = 0; times < 2; times += 1) await this.#call('HeapProfiler.collectGarbage');
    const { usedSize = 0, backingStorageSize = 0 } = await this.#call('Runtime.getHeapUsage');
    return usedSize + backingStorageSize;
  }

  detach(): void {
    this.socket.terminate();
  }

  async #call(method: string): Promise<Record<string, number>> {
    this.#requests += 1;
    this.socket.send(JSON.stringify({ id: this.#requests, method }));
    for (;;) {
      const [data] = (await once(this.socket, 'message')) as [Buffer];
      const { id, result } = JSON.parse(data.toString()) as Reply;
      if (id === this.#requests) return result;
    }
  }
}
