import { isRecord, OttoError, type ControllerTokenAnswer, type ErrorCode, type TokenPair } from '@otto/protocol';
import type { RelayApi } from '../http/relay-api';
import { readTokenLife } from './access-token';

/** Milliseconds since 1970. */
export type Clock = () => number;

export interface Credentials {
  readonly clientId: string;
  /** The secret, or how to get it: asked for only when it is needed. */
  readonly clientSecret: string | (() => Promise<string | undefined>);
}

export interface TokenKeeperOptions {
  readonly api: RelayApi;
  readonly clock: Clock;
  readonly tokens?: TokenPair | undefined;
  /** To log in with when there are no tokens, or none that can be refreshed. */
  readonly credentials?: Credentials | undefined;
  /**
   * Reads the tokens from where `onTokens` puts them. A refresh token works once: where several processes share one
   * identity, each has to look whether another was faster before it uses its own.
   */
  readonly loadTokens?: (() => Promise<TokenPair | undefined>) | undefined;
  /** Keeps new tokens. Awaited before they are used, so that a crash does not leave the spent pair behind. */
  readonly onTokens?: ((tokens: TokenPair) => void | Promise<void>) | undefined;
}

/** Tokens are renewed so long before their end that a request still arrives in time; short-lived ones in their last quarter. */
const MARGIN_MS = 30_000;
const MARGIN_SHARE = 0.25;

/** Trades a refresh token for a new pair. */
type RotateOverHttp = (refreshToken: string) => Promise<TokenPair>;
type Rotate = (refreshToken: string, overHttp: RotateOverHttp) => Promise<TokenPair>;

/** Holds the tokens of one identity and renews them: ahead of their end, when the relay refuses one, and never twice at once. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  #tokens: TokenPair | undefined;
  /** ms by our clock, which may differ from the relay's. */
  #renewAt = 0;
  #renewal: Promise<void> | undefined;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
    if (options.tokens) this.#adopt(options.tokens);
  }

  /** ms until the access token should be renewed; 0 when it should be now. */
  get freshForMs(): number {
    return Math.max(0, this.#renewAt - this.#options.clock());
  }

  /**
   * Gives `request` an access token; should the relay refuse that one, a new one, once.
   *
   * @throws OttoError `not_logged_in`, `invalid_refresh_token`, `invalid_client_credentials`, and what `request` throws.
   */
  async use<T>(request: (accessToken: string) => Promise<T>): Promise<T> {
    const accessToken = await this.#current();
    try {
      return await request(accessToken);
    } catch (error) {
      if (!isCode(error, 'invalid_access_token')) throw error;
      // Another request may have renewed it meanwhile.
      if (this.#held().accessToken === accessToken) await this.renew();
      return request(this.#held().accessToken);
    }
  }

  /** Exchanges the client secret for tokens, whatever tokens there are. */
  async login(): Promise<void> {
    while (this.#renewal) await this.#renewal.catch(() => undefined);
    await this.#once(() => this.#exchange());
  }

  /** Ends the log-in at the relay, with all its tokens. Throws OttoError `not_logged_in`, `relay_unreachable`. */
  async revoke(): Promise<void> {
    await this.#renewal?.catch(() => undefined);
    const refreshToken = ((await this.#options.loadTokens?.()) ?? this.#held()).refreshToken;
    await this.#options.api.post('/api/auth/revoke', { refreshToken });
    this.#tokens = undefined;
    this.#renewAt = 0;
  }

  /** Renews now. `rotate` refreshes over a live session instead of HTTP, or as well. */
  renew(rotate: Rotate = this.#rotateOverHttp): Promise<void> {
    return this.#once(() => this.#rotateOrExchange(rotate));
  }

  async #current(): Promise<string> {
    if (this.freshForMs === 0) await this.renew();
    return this.#held().accessToken;
  }

  #once(renew: () => Promise<void>): Promise<void> {
    this.#renewal ??= renew().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #rotateOrExchange(rotate: Rotate): Promise<void> {
    const stored = await this.#options.loadTokens?.();
    if (stored && stored.accessToken !== this.#tokens?.accessToken) {
      this.#adopt(stored);
      if (this.freshForMs > 0) return;
    }
    if (this.#tokens === undefined) return this.#exchange();
    try {
      await this.#keep(await rotate(this.#tokens.refreshToken, this.#rotateOverHttp));
    } catch (error) {
      if (!isCode(error, 'invalid_refresh_token') || !this.#options.credentials) throw error;
      await this.#exchange();
    }
  }

  readonly #rotateOverHttp: RotateOverHttp = (refreshToken) =>
    this.#options.api.post('/api/auth/refresh', { refreshToken });

  async #exchange(): Promise<void> {
    const { credentials, api } = this.#options;
    const clientSecret = await secretOf(credentials);
    if (credentials === undefined || clientSecret === undefined) throw new OttoError('not_logged_in');
    const body = { clientId: credentials.clientId, clientSecret };
    await this.#keep(await api.post<ControllerTokenAnswer>('/api/controller/token', body));
  }

  /** Takes tokens that were made just now: their life is counted from here, whatever the two clocks say. */
  async #keep(tokens: TokenPair): Promise<void> {
    // Something else than a relay may answer, and well.
    if (!isTokenPair(tokens)) throw new OttoError('relay_unreachable', { relayUrl: this.#options.api.httpUrl });
    this.#adopt(tokens, this.#options.clock());
    await this.#options.onTokens?.(this.#held());
  }

  #adopt({ accessToken, refreshToken }: TokenPair, madeAt?: number): void {
    this.#tokens = { accessToken, refreshToken };
    const life = readTokenLife(accessToken);
    if (life === undefined) {
      this.#renewAt = Infinity; // not for us to read: the relay will say when it is over
      return;
    }
    const lifeMs = life.expiresAt - life.issuedAt;
    this.#renewAt = (madeAt ?? life.issuedAt) + lifeMs - Math.min(MARGIN_MS, lifeMs * MARGIN_SHARE);
  }

  #held(): TokenPair {
    if (this.#tokens === undefined) throw new OttoError('not_logged_in');
    return this.#tokens;
  }
}

async function secretOf(credentials: Credentials | undefined): Promise<string | undefined> {
  const secret = credentials?.clientSecret;
  return typeof secret === 'function' ? secret() : secret;
}

function isCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof OttoError && error.code === code;
}

function isTokenPair(tokens: unknown): boolean {
  return isRecord(tokens) && typeof tokens.accessToken === 'string' && typeof tokens.refreshToken === 'string';
}
