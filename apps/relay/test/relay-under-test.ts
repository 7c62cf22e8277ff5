import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OperationLog } from '@otto/logs';
import type {
  ControllerAccessBody,
  ControllerRegisterAnswer,
  ControllerTokenAnswer,
  PairingApproveAnswer,
  PairingRequestAnswer,
  PairingStatusAnswer,
} from '@otto/protocol';
import { RelayStorage } from '../src/storage/relay-storage';
import type { Clock } from '../src/config/clock';
import { RelayConfig } from '../src/config/relay-config';
import { Relay } from '../src/relay';
import { leftOvers } from './left-overs';
import { OPERATOR_TOKEN, TOKEN_SECRET } from './test-secrets';
import { sendHttp, type HttpAnswer, type HttpOptions } from './http-client';
import { assertPublished } from './published-api';

// No test here takes a second on a machine of its own; one that is busy shall not fail them for that.
jest.setTimeout(60_000);

export { OPERATOR_TOKEN, TOKEN_SECRET };

export type TestClient = ControllerRegisterAnswer & ControllerTokenAnswer;

export interface TestNode {
  readonly nodeId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

export interface StartOptions {
  readonly clock?: Clock;
  /** A directory of an earlier relay; it is left alone by `stop`. */
  readonly logDir?: string;
}

/** A real relay on a port and in a directory of its own, with its operator's token. Clients and nodes come over HTTP like anybody's. */
export class RelayUnderTest {
  readonly operatorToken = OPERATOR_TOKEN;
  #made = 0;

  private constructor(
    readonly relay: Relay,
    readonly logDir: string,
    private readonly removesLogDir: boolean,
  ) {}

  static async start(
    env: Readonly<Record<string, string>> = {},
    { clock, logDir }: StartOptions = {},
  ): Promise<RelayUnderTest> {
    const directory = logDir ?? (await mkdtemp(join(tmpdir(), 'otto-relay-')));
    const config = RelayConfig.fromEnvironment({
      OTTO_RELAY_PORT: '0',
      OTTO_LOG_DIR: directory,
      OTTO_TOKEN_SECRET: TOKEN_SECRET,
      OTTO_OPERATOR_TOKEN: OPERATOR_TOKEN,
      ...env,
    });
    const relay = new RelayUnderTest(await Relay.start(config, clock), directory, logDir === undefined);
    leftOvers.set(relay, () => relay.stop());
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${this.relay.port}`;
  }

  get wsUrl(): string {
    return `ws://127.0.0.1:${this.relay.port}`;
  }

  get storage(): RelayStorage {
    return this.relay.get(RelayStorage);
  }

  get log(): OperationLog {
    return this.relay.get(OperationLog);
  }

  get<T = unknown>(path: string, options?: HttpOptions): Promise<HttpAnswer<T>> {
    return this.#send('GET', path, undefined, options);
  }

  post<T = unknown>(path: string, body: unknown, options?: HttpOptions): Promise<HttpAnswer<T>> {
    return this.#send('POST', path, body, options);
  }

  /** A registered client with a token pair. */
  async registerClient(name = `client ${(this.#made += 1)}`): Promise<TestClient> {
    const body = { name, description: 'made by a spec' };
    const registered = await this.#ok<ControllerRegisterAnswer>('/api/controller/register', body);
    const { clientId, clientSecret } = registered;
    return {
      ...registered,
      ...(await this.#ok<ControllerTokenAnswer>('/api/controller/token', { clientId, clientSecret })),
    };
  }

  /** A node that the operator has paired; granted to nobody unless a client is named. */
  async pairNode(nodeId = `node_${(this.#made += 1)}`, client?: { readonly clientId: string }): Promise<TestNode> {
    const { challengeId, code } = await this.#ok<PairingRequestAnswer>('/api/pairing/request', { nodeId });
    const approval = { code, clientId: client?.clientId };
    await this.#ok<PairingApproveAnswer>('/api/pairing/approve', approval, { token: OPERATOR_TOKEN });
    const { body } = await this.get<PairingStatusAnswer>(`/api/pairing/status?challengeId=${challengeId}`);
    const { nodeAccessToken: accessToken, nodeRefreshToken: refreshToken } = body;
    if (accessToken === undefined || refreshToken === undefined) throw new Error(`no tokens for ${nodeId}`);
    return { nodeId, accessToken, refreshToken };
  }

  /** The node's owner lets the client drive it. */
  async grant(
    client: { readonly clientId: string },
    node: TestNode,
    options: Partial<ControllerAccessBody> = {},
  ): Promise<void> {
    const body = { clientId: client.clientId, grant: true, ...options };
    await this.#ok('/api/controller/access', body, { token: node.accessToken });
  }

  async stop(): Promise<void> {
    leftOvers.delete(this);
    await this.relay.close();
    if (this.removesLogDir) await rm(this.logDir, { recursive: true, force: true });
  }

  /** Rejects when the answer is not as the API's description has it. */
  async #send<T>(method: string, path: string, body: unknown, options?: HttpOptions): Promise<HttpAnswer<T>> {
    const url = this.url + path;
    const answer = await sendHttp<T>(method, url, body, options);
    assertPublished(method, url, answer);
    return answer;
  }

  async #ok<T>(path: string, body: unknown, options?: HttpOptions): Promise<T> {
    const answer = await this.post<T>(path, body, options);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** Starts a relay for a spec; `env` wins over the defaults. The spec stops it. */
export function startRelay(env?: Readonly<Record<string, string>>, options?: StartOptions): Promise<RelayUnderTest> {
  return RelayUnderTest.start(env, options);
}
