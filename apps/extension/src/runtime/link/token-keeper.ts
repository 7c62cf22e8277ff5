import { isRecord, type TokenPair } from '@otto/protocol';

/** A token is renewed when this part of its life is over. */
const RENEW_AFTER = 0.8;
const UNKNOWN_LIFE_MS = 10 * 60_000;

/** The node's tokens of one relay. Each change is handed on to be stored, so that the newest pair survives. */
export class TokenKeeper {
  readonly #store: (tokens: TokenPair | undefined) => void;
  readonly #clock: () => number;
  #tokens: TokenPair | undefined;
  #renewAt = 0;

  constructor(stored: TokenPair | undefined, store: (tokens: TokenPair | undefined) => void, clock = Date.now) {
    this.#store = store;
    this.#clock = clock;
    this.#tokens = stored;
    if (stored !== undefined) this.#renewAt = renewalTime(stored.accessToken, clock());
  }

  get current(): TokenPair | undefined {
    return this.#tokens;
  }

  /** How long until the access token should be replaced; 0 when that is overdue. */
  get renewInMs(): number {
    return Math.max(0, this.#renewAt - this.#clock());
  }

  /** Takes tokens that the relay has just issued. */
  replace(tokens: TokenPair): void {
    this.#tokens = tokens;
    this.#renewAt = renewalTime(tokens.accessToken, this.#clock(), true);
    this.#store(tokens);
  }

  clear(): void {
    this.#tokens = undefined;
    this.#store(undefined);
  }
}

/**
 * When to renew, by the times in the token; the node cannot check its signature and need not. The life of a fresh token
 * counts from now on, because this machine's clock may differ from the relay's.
 */
function renewalTime(accessToken: string, now: number, isFresh = false): number {
  const { iat, exp } = claimsOf(accessToken);
  if (typeof iat !== 'number' || typeof exp !== 'number') return now + UNKNOWN_LIFE_MS * RENEW_AFTER;
  return (isFresh ? now : iat * 1000) + (exp - iat) * 1000 * RENEW_AFTER;
}

function claimsOf(jwt: string): Record<string, unknown> {
  try {
    const claims: unknown = JSON.parse(atob((jwt.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}
