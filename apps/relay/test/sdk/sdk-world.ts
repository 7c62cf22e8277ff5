import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OttoClient, type OttoClientOptions } from '@otto/sdk';
import { startRelay, type RelayUnderTest, type StartOptions, type TestClient } from '../relay-under-test';
import { PlayedNode } from './played-node';

/** A real relay that can be restarted in its place, a client with its SDK, and a node that the spec plays. */
export class SdkWorld {
  readonly #opened: OttoClient[] = [];

  private constructor(
    readonly directory: string,
    private readonly options: StartOptions,
    public relay: RelayUnderTest,
    readonly client: TestClient,
    readonly node: PlayedNode,
  ) {}

  static async create(options: StartOptions = {}): Promise<SdkWorld> {
    const directory = await mkdtemp(join(tmpdir(), 'otto-sdk-'));
    const relay = await startRelay({}, { ...options, logDir: directory });
    const client = await relay.registerClient();
    const node = new PlayedNode(await relay.pairNode('node_a', client));
    await node.connect(relay.wsUrl);
    return new SdkWorld(directory, options, relay, client, node);
  }

  /** Another process of the same identity. */
  connect(options: Partial<OttoClientOptions> = {}): OttoClient {
    const { clientId, clientSecret } = this.client;
    const otto = new OttoClient({ relayUrl: this.relay.url, clientId, clientSecret, ...options });
    this.#opened.push(otto);
    return otto;
  }

  async stopRelay(): Promise<() => Promise<void>> {
    const { port } = this.relay.relay;
    await this.relay.stop();
    return async () => {
      this.relay = await startRelay({ OTTO_RELAY_PORT: String(port) }, { ...this.options, logDir: this.directory });
    };
  }

  /** Ends the relay as SIGTERM would, and starts it again on the same port and files. */
  async restartRelay(): Promise<void> {
    const start = await this.stopRelay();
    await start();
  }

  async end(): Promise<void> {
    await Promise.all(this.#opened.map((otto) => otto.close()));
    await this.node.stop();
    await this.relay.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}
