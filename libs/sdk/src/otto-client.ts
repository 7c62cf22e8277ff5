import type { Envelope, TokenPair } from '@otto/protocol';
import { Clients } from './clients';
import { Commands } from './commands/commands';
import { fetchTransport, type HttpTransport } from './http/http-transport';
import { ControllerApi } from './http/controller-api';
import { RelayApi } from './http/relay-api';
import { Listeners } from './listeners/listeners';
import { Locks } from './locks/locks';
import { Logs } from './logs/logs';
import { Nodes } from './nodes';
import { Pairing } from './pairing';
import { relayAddress, type RelayAddress } from './relay-address';
import { Connection, type ConnectionState } from './session/connection';
import type { WebSocketConstructor } from './session/web-socket';
import { Tabs } from './tabs/tabs';
import { TokenKeeper, type Clock } from './tokens/token-keeper';

export interface OttoClientOptions {
  /** ws(s):// or http(s):// address of the relay; both faces when they differ. */
  readonly relayUrl: string | RelayAddress;
  /** Identity to log in with, as `clients.register` gave it. */
  readonly clientId?: string | undefined;
  /** Its secret, or a function that gets it when it is needed: where keychains are, that may mean to ask somebody. */
  readonly clientSecret?: string | (() => Promise<string | undefined>) | undefined;
  /** Tokens of an earlier run. */
  readonly tokens?: TokenPair | undefined;
  /** Keeps new tokens for later runs; awaited before they are used. */
  readonly onTokens?: ((tokens: TokenPair) => void | Promise<void>) | undefined;
  /** Reads them again: needed where several processes share them. */
  readonly loadTokens?: (() => Promise<TokenPair | undefined>) | undefined;
  /** Proves the relay's owner when nodes are paired. */
  readonly operatorToken?: string | undefined;
  /** The platform's own, else that of the package `ws`. */
  readonly webSocket?: WebSocketConstructor | undefined;
  /** `fetch` when left out. */
  readonly http?: HttpTransport | undefined;
  /** ms from the start of connecting to being authenticated; 10 000 when left out. */
  readonly connectTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

export interface OttoClientEvents {
  /** The connection came, went, or is on its way back. */
  state: ConnectionState;
  /** An event frame of the relay, whoever waits for its requestId. */
  event: Envelope<Record<string, unknown>>;
}

const DEFAULT_CONNECT_TIMEOUT_MS = 10_000;

/**
 * A controller: sends commands to nodes through a relay. Logs in, refreshes its tokens, connects when first needed and
 * comes back after a lost connection by itself, until `close()`. Every promise it gives ends.
 */
export class OttoClient {
  readonly commands: Commands;
  readonly listeners: Listeners;
  readonly locks: Locks;
  readonly tabs: Tabs;
  readonly logs: Logs;
  readonly nodes: Nodes;
  readonly pairing: Pairing;
  readonly clients: Clients;
  readonly #connection: Connection;

  /** @throws OttoError `invalid_argument` for a relayUrl that is none. */
  constructor(options: OttoClientOptions) {
    const { relayUrl, clientId, clientSecret, webSocket, http = fetchTransport, clock = Date.now } = options;
    const { webSocketUrl, httpUrl } = typeof relayUrl === 'string' ? relayAddress(relayUrl) : relayUrl;
    const api = new RelayApi({ httpUrl, transport: http });
    const credentials = clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined;
    const { tokens: known, onTokens, loadTokens } = options;
    const tokens = new TokenKeeper({ api, clock, credentials, tokens: known, onTokens, loadTokens });
    this.#connection = new Connection({
      webSocketUrl: `${webSocketUrl}/?role=controller`,
      webSocket,
      tokens,
      openTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
    });
    const controllerApi = new ControllerApi(api, tokens, options.operatorToken, this.#connection.closing);
    this.listeners = new Listeners(this.#connection);
    this.commands = new Commands(this.#connection, this.listeners, clock);
    this.locks = new Locks(this.#connection);
    this.tabs = new Tabs(this);
    this.logs = new Logs(this.#connection, controllerApi);
    this.nodes = new Nodes(controllerApi);
    this.pairing = new Pairing(controllerApi);
    this.clients = new Clients(api, tokens, controllerApi);
  }

  get state(): ConnectionState {
    return this.#connection.state;
  }

  /**
   * Connects now instead of with the first command.
   *
   * @throws OttoError `relay_unreachable`, `not_logged_in`, `invalid_refresh_token`, `invalid_client_credentials`, ...
   */
  async connect({ signal = new AbortController().signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await this.#connection.session(signal);
  }

  /** Gives the function that stops listening. */
  on<K extends keyof OttoClientEvents>(type: K, listener: (value: OttoClientEvents[K]) => void): () => void {
    const { events } = this.#connection;
    return events.on(type, listener);
  }

  /** Ends everything for good: what still runs is rejected with `connection_lost`, as is what follows. Resolves within 2 s. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
