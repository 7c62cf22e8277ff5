import {
  OttoError,
  isRecord,
  toOttoError,
  type ControllerAccessBody,
  type ControllerAccessListAnswer,
  type TokenPair,
} from '@otto/protocol';
import { isRequest, type AccessDecision, type AccessList, type ClientAccess } from '../access-list';
import type { KeyValueStore } from '../key-value-store';
import type { RelayHttp } from '../link/relay-http';
import { showError } from '../node-status';
import { parseRelayUrl } from '../relay-address';
import type { IdentityStore } from './identity';

export interface AccessDeskOptions {
  /** chrome.storage.session */
  readonly store: KeyValueStore;
  readonly identity: Pick<IdentityStore, 'read'>;
  /** @param baseUrl `http(s)://host:port` */
  readonly http: (baseUrl: string) => Pick<RelayHttp, 'accessList' | 'decideAccess'>;
  /** Resolves with the tokens that follow those which that relay refuses. */
  readonly renewTokens: (relayUrl: string) => Promise<TokenPair>;
  readonly onChange: () => void;
}

type Call<T> = (http: ReturnType<AccessDeskOptions['http']>, accessToken: string) => Promise<T>;

const STORED_AS = 'access';
const EMPTY: AccessList = { clients: [] };

/** Which clients have this node and which ask for it: the relay keeps that, this is the node's view of it and its say. */
export class AccessDesk {
  readonly #options: AccessDeskOptions;
  #list = EMPTY;
  /** Counts what has changed the list or may, so that an older answer of the relay does not undo a newer one. */
  #turn = 0;

  constructor(options: AccessDeskOptions) {
    this.#options = options;
  }

  /** How many clients wait for a decision. */
  get requests(): number {
    return this.#list.clients.filter(isRequest).length;
  }

  /** Takes up what the last life of the worker knew. */
  async restore(): Promise<void> {
    const { [STORED_AS]: stored } = await this.#options.store.get([STORED_AS]);
    if (isRecord(stored) && Array.isArray(stored.clients)) this.#list = stored as unknown as AccessList;
  }

  /** Looks who has asked while nobody was there to hear it; once for each connection to the relay. */
  async connected(connectionId: string): Promise<void> {
    if (this.#list.connectionId === connectionId) return;
    this.#list = { ...this.#list, connectionId };
    await this.refresh();
  }

  /** Asks the relay. Never throws: why the list may be old stands beside it. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { clients } = await this.#call((http, token) => http.accessList(token));
      if (turn === this.#turn) this.#publish({ ...this.#list, clients: this.#inOrder(clients), error: undefined });
    } catch (error) {
      if (turn === this.#turn) this.#publish({ ...this.#list, error: showError(toOttoError(error)) });
    }
  }

  /** Grants a client the node, or takes it away. Errors: those of the relay, `unauthenticated` while the node is not paired. */
  async decide({ lastsMs, ...decision }: AccessDecision): Promise<void> {
    const body: ControllerAccessBody = {
      ...decision,
      ...(lastsMs !== undefined && { expiresAt: Date.now() + lastsMs }),
    };
    await this.#call((http, token) => http.decideAccess(token, body));
    await this.refresh();
  }

  /** The relay has refused a client and tells so: it is shown at once, and the relay then asked for the whole. */
  async asked(event: Readonly<Record<string, unknown>>): Promise<void> {
    const { clientId, name, description } = event;
    if (typeof clientId !== 'string' || typeof name !== 'string') return;
    const asking: ClientAccess = {
      clientId,
      name,
      description: String(description ?? ''),
      avatarSeed: clientId,
      granted: false,
      requestedAt: Date.now(),
    };
    const others = this.#list.clients.filter((client) => client.clientId !== clientId);
    this.#publish({ ...this.#list, clients: [...others, asking] });
    await this.refresh();
  }

  /** The node is another one, or has another relay. */
  clear(): void {
    this.#turn++;
    this.#publish(EMPTY);
  }

  /** Those who ask or have the node. What is new comes last, so that nothing moves away under a finger that is about to press. */
  #inOrder(clients: ControllerAccessListAnswer['clients']): ClientAccess[] {
    const order = new Map(this.#list.clients.map(({ clientId }, index) => [clientId, index]));
    const placeOf = ({ clientId }: ClientAccess): number => order.get(clientId) ?? order.size;
    return clients
      .filter((client) => client.granted || isRequest(client))
      .sort((one, other) => placeOf(one) - placeOf(other));
  }

  #publish(list: AccessList): void {
    this.#list = list;
    void this.#options.store.set({ [STORED_AS]: list });
    this.#options.onChange();
  }

  /** Calls the relay as this node; once more with new tokens where it refuses the ones at hand. */
  async #call<T>(call: Call<T>): Promise<T> {
    const { identity, http, renewTokens } = this.#options;
    const { relayUrl, tokens } = await identity.read();
    if (relayUrl === undefined || tokens === undefined) throw new OttoError('unauthenticated');
    const relay = http(parseRelayUrl(relayUrl).httpUrl);
    try {
      return await call(relay, tokens.accessToken);
    } catch (error) {
      if (toOttoError(error).code !== 'invalid_access_token') throw error;
      return call(relay, (await renewTokens(relayUrl)).accessToken);
    }
  }
}
