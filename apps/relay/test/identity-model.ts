import { EventEmitter, once } from 'node:events';
import { Agent } from 'node:http';
import type { ControllerAccessListAnswer, ControllerRegisterAnswer, TokenPair } from '@otto/protocol';
import { sendHttp, type HttpAnswer } from './http-client';

/** What a relay has acknowledged about one client, and what it was asked last without having answered. */
interface ModelClient {
  readonly clientId: string;
  refreshToken: string;
  granted: boolean;
  asked?: 'grant' | 'revoke' | 'remove' | 'rotate' | undefined;
}

export interface ModelTokens {
  readonly operator: string;
  readonly node: string;
}

/** A number from 0 to below 1. */
export type Random = () => number;

const ACCESS = '/api/controller/access';

/**
 * Changes identity and grants over HTTP and remembers what was answered, so that a relay that was killed in between can be
 * held to its word.
 */
export class IdentityModel {
  readonly #clients = new Map<string, ModelClient>();
  readonly #removed = new Set<string>();
  #names = 0;
  readonly #progress = new EventEmitter();
  readonly #agent = new Agent({ keepAlive: true });
  /** Changes that were answered. */
  acknowledged = 0;

  constructor(
    private readonly random: Random,
    private readonly tokens: ModelTokens,
  ) {}

  /** Lets several workers make changes side by side, each on clients of its own, until the relay is gone. */
  async changeUntilGone(url: string, workers: number): Promise<void> {
    const clients = [...this.#clients.values()];
    const shares = Array.from({ length: workers }, (_, worker) =>
      clients.filter((_c, index) => index % workers === worker),
    );
    await Promise.all(shares.map((share) => this.#work(url, share)));
  }

  /** Resolves when that many changes were answered. */
  async reached(acknowledged: number): Promise<void> {
    while (this.acknowledged < acknowledged) await once(this.#progress, 'change');
  }

  /** What the relay does not have as it answered it, or has half; empty when it kept its word. */
  async findBrokenPromises(url: string): Promise<string[]> {
    const { body } = await sendHttp<ControllerAccessListAnswer>('GET', url + ACCESS, undefined, {
      token: this.tokens.node,
      agent: this.#agent,
    });
    const grants = new Map(body.clients.map(({ clientId, granted }) => [clientId, granted]));
    const broken = [...this.#removed]
      .filter((clientId) => grants.has(clientId))
      .map((clientId) => `${clientId} is back`);
    for (const client of [...this.#clients.values()]) {
      const problem = await this.#findProblem(url, client, grants.get(client.clientId));
      if (problem !== undefined) broken.push(`${client.clientId} ${problem}`);
    }
    return broken;
  }

  async #work(url: string, own: ModelClient[]): Promise<void> {
    try {
      for (;;) {
        await this.#changeSomething(url, own);
        this.acknowledged += 1;
        this.#progress.emit('change');
      }
    } catch {
      // The relay is gone; what it was asked last stays open.
    }
  }

  async #changeSomething(url: string, own: ModelClient[]): Promise<void> {
    const client = own[Math.floor(this.random() * own.length)];
    const dice = this.random();
    if (client === undefined || dice < 0.015) own.push(await this.#register(url));
    else if (dice < 0.03) own.splice(own.indexOf(await this.#remove(url, client)), 1);
    else if (dice < 0.5) await this.#rotate(url, client);
    else await this.#decide(url, client);
  }

  /** `granted` is undefined when the relay does not know the client. Takes over what was done without an answer. */
  async #findProblem(url: string, client: ModelClient, granted: boolean | undefined): Promise<string | undefined> {
    const { asked } = client;
    client.asked = undefined;
    const { status, body } = await this.#post<TokenPair>(`${url}/api/auth/refresh`, {
      refreshToken: client.refreshToken,
    });
    if (granted === undefined) {
      this.#forget(client);
      if (asked !== 'remove') return 'is lost';
      return status === 401 ? undefined : 'is removed, but can refresh';
    }
    if (status !== 200) return `cannot refresh (${status}) after ${asked}`;
    client.refreshToken = body.refreshToken;
    if (granted === client.granted) return undefined;
    client.granted = granted;
    return asked === (granted ? 'grant' : 'revoke') ? undefined : `has granted: ${granted} after ${asked}`;
  }

  async #register(url: string): Promise<ModelClient> {
    const metadata = { name: `model ${(this.#names += 1)}`, description: 'made by a model' };
    const { clientId, clientSecret } = await this.#ok<ControllerRegisterAnswer>(
      `${url}/api/controller/register`,
      metadata,
    );
    const { refreshToken } = await this.#ok<TokenPair>(`${url}/api/controller/token`, { clientId, clientSecret });
    const client: ModelClient = { clientId, refreshToken, granted: false };
    this.#clients.set(clientId, client);
    return client;
  }

  async #remove(url: string, client: ModelClient): Promise<ModelClient> {
    client.asked = 'remove';
    await this.#ok(`${url}/api/controller/remove`, { clientId: client.clientId }, this.tokens.operator);
    this.#forget(client);
    return client;
  }

  async #rotate(url: string, client: ModelClient): Promise<void> {
    client.asked = 'rotate';
    const { refreshToken } = client;
    client.refreshToken = (await this.#ok<TokenPair>(`${url}/api/auth/refresh`, { refreshToken })).refreshToken;
    client.asked = undefined;
  }

  async #decide(url: string, client: ModelClient): Promise<void> {
    const grant = !client.granted;
    client.asked = grant ? 'grant' : 'revoke';
    await this.#ok(url + ACCESS, { clientId: client.clientId, grant }, this.tokens.node);
    client.granted = grant;
    client.asked = undefined;
  }

  #forget({ clientId }: ModelClient): void {
    this.#clients.delete(clientId);
    this.#removed.add(clientId);
  }

  #post<T>(url: string, body: unknown, token?: string): Promise<HttpAnswer<T>> {
    return sendHttp<T>('POST', url, body, { token, agent: this.#agent });
  }

  async #ok<T>(url: string, body: unknown, token?: string): Promise<T> {
    const answer = await this.#post<T>(url, body, token);
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    return answer.body;
  }
}
