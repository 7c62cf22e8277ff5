import {
  OttoError,
  fromWireError,
  isErrorCode,
  isRecord,
  type ControllerAccessBody,
  type ControllerAccessListAnswer,
  type PairingRequestAnswer,
  type PairingStatusAnswer,
  type TokenPair,
} from '@otto/protocol';

const ANSWER_WITHIN_MS = 10_000;
const ACCESS_PATH = '/api/controller/access';

interface CallOptions {
  readonly body?: object;
  readonly accessToken?: string;
  readonly signal?: AbortSignal;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The HTTP calls of a node. Each answers within 10 s or throws: what the relay answered as an error, or
 * `relay_unreachable` when no relay did.
 */
export class RelayHttp {
  readonly #baseUrl: string;
  readonly #fetch: Fetch;

  /** @param baseUrl `http(s)://host:port` */
  constructor(baseUrl: string, fetch: Fetch = (url, init) => globalThis.fetch(url, init)) {
    this.#baseUrl = baseUrl;
    this.#fetch = fetch;
  }

  async requestPairing(nodeId: string, signal: AbortSignal): Promise<PairingRequestAnswer> {
    const answer = await this.#call('POST', '/api/pairing/request', { body: { nodeId }, signal });
    return this.#expect<PairingRequestAnswer>(answer, { challengeId: 'string', code: 'string', expiresAt: 'number' });
  }

  async pairingStatus(challengeId: string, signal: AbortSignal): Promise<PairingStatusAnswer> {
    const query = new URLSearchParams({ challengeId });
    const answer = await this.#call('GET', `/api/pairing/status?${query.toString()}`, { signal });
    return this.#expect<PairingStatusAnswer>(answer, { status: 'string' });
  }

  /** Errors: `invalid_refresh_token` when the token is of no use any more. */
  async refresh(refreshToken: string, signal: AbortSignal): Promise<TokenPair> {
    const answer = await this.#call('POST', '/api/auth/refresh', { body: { refreshToken }, signal });
    return this.#expect<TokenPair>(answer, { accessToken: 'string', refreshToken: 'string' });
  }

  /** Ends the node's tokens at the relay. */
  async revoke(refreshToken: string): Promise<void> {
    await this.#call('POST', '/api/auth/revoke', { body: { refreshToken } });
  }

  /** Every client of the relay, with how it stands to this node. Errors: `invalid_access_token`. */
  async accessList(accessToken: string): Promise<ControllerAccessListAnswer> {
    const answer = await this.#call('GET', ACCESS_PATH, { accessToken });
    if (!isRecord(answer) || !Array.isArray(answer.clients)) throw this.#unreachable();
    return answer as unknown as ControllerAccessListAnswer;
  }

  /** Grants a client this node, or takes it away. Errors: `invalid_access_token`, `client_not_found`, `invalid_expiresAt`, ... */
  async decideAccess(accessToken: string, decision: ControllerAccessBody): Promise<void> {
    await this.#call('POST', ACCESS_PATH, { body: decision, accessToken });
  }

  async #call(method: 'GET' | 'POST', path: string, { body, accessToken, signal }: CallOptions): Promise<unknown> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), ANSWER_WITHIN_MS);
    try {
      const response = await this.#fetch(this.#baseUrl + path, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // A relay never redirects, and tokens must not follow where it does not send them.
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.any([limit.signal, ...(signal ? [signal] : [])]),
      });
      const answer: unknown = await response.json();
      if (response.ok) return answer;
      if (isRecord(answer) && isErrorCode(answer.code)) throw fromWireError(answer);
      throw this.#unreachable();
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof OttoError ? error : this.#unreachable(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Something else than a relay may listen there, so the shape of an answer is checked before it is believed. */
  #expect<T>(answer: unknown, fields: Record<string, 'string' | 'number'>): T {
    const fits = isRecord(answer) && Object.entries(fields).every(([key, type]) => typeof answer[key] === type);
    if (!fits) throw this.#unreachable();
    return answer as T;
  }

  #unreachable(cause?: unknown): OttoError {
    return new OttoError('relay_unreachable', { relayUrl: this.#baseUrl }, { cause });
  }
}
