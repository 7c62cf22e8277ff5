/** What of a target's traffic somebody needs to hear about. */
export interface DomainNeeds {
  readonly network: boolean;
  /** Patterns of URLs to pause; none switches the domain off. */
  readonly pause: readonly string[];
}

/** Bodies that the browser keeps for Network.getResponseBody. */
const KEPT = { maxResourceBufferSize: 8 * 1024 * 1024, maxTotalBufferSize: 32 * 1024 * 1024 };
/** No patterns, as a key. */
const OFF = '[]';

type Send = (method: string, params: object) => Promise<unknown>;

/** Switches the Network and Fetch domains of one target on and off, and Fetch to other patterns. */
export class DomainSwitch {
  readonly #send: Send;
  #network: Promise<unknown> | undefined;
  #pause = OFF;
  #paused: Promise<unknown> = Promise.resolve();

  constructor(send: Send) {
    this.#send = send;
  }

  /** Resolves when the browser has done it. Later calls win over earlier ones, in whatever order they resolve. */
  async set({ network, pause }: DomainNeeds): Promise<void> {
    if (network) this.#network ??= this.#switchNetworkOn();
    else if (this.#network !== undefined) this.#switchNetworkOff();
    this.#setPause([...new Set(pause)].sort());
    await Promise.all([this.#network, this.#paused]);
  }

  #setPause(patterns: readonly string[]): void {
    const key = JSON.stringify(patterns);
    if (key === this.#pause) return;
    this.#pause = key;
    const requests = patterns.map((urlPattern) => ({ urlPattern, requestStage: 'Response' }));
    this.#paused =
      patterns.length === 0 ? this.#send('Fetch.disable', {}) : this.#send('Fetch.enable', { patterns: requests });
  }

  async #switchNetworkOn(): Promise<unknown> {
    try {
      return await this.#send('Network.enable', KEPT);
    } catch (error) {
      // The next one who needs it tries again.
      this.#network = undefined;
      throw error;
    }
  }

  #switchNetworkOff(): void {
    this.#network = undefined;
    this.#send('Network.disable', {}).catch(() => undefined);
  }
}
