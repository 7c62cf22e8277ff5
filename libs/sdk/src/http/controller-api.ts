import { OttoError } from '@otto/protocol';
import { pause } from '../deadline';
import { backoffMs } from '../session/backoff';
import type { TokenKeeper } from '../tokens/token-keeper';
import type { CallOptions, RelayApi } from './relay-api';

export interface ControllerCall extends Pick<CallOptions, 'signal' | 'timeoutMs'> {
  /** With the relay owner's token, if there is one, instead of the client's. */
  readonly asOperator?: boolean | undefined;
}

const MAX_RETRIES = 2;
const NEVER = new AbortController().signal;

/** The REST interface for one identity: with its token, and asked again where asking is safe and may help. */
export class ControllerApi {
  constructor(
    private readonly api: RelayApi,
    private readonly tokens: TokenKeeper,
    private readonly operatorToken: string | undefined,
  ) {}

  /** Throws OttoError, or the signal's reason. What may be over in a moment is tried three times. */
  get<T>(path: string, { asOperator, ...options }: ControllerCall = {}): Promise<T> {
    return this.#retried((token) => this.api.get<T>(path, { ...options, token }), options.signal, asOperator);
  }

  /** The lines of an answer of any length. Throws as `get` does, when it is read. */
  async *lines(path: string, { asOperator, ...options }: ControllerCall = {}): AsyncGenerator<string, undefined> {
    yield* await this.#retried((token) => this.api.lines(path, { ...options, token }), options.signal, asOperator);
  }

  /** Only once, since it changes something. */
  post<T>(path: string, body: object, { asOperator, ...options }: ControllerCall = {}): Promise<T> {
    return this.#authorised((token) => this.api.post<T>(path, body, { ...options, token }), asOperator);
  }

  async #retried<T>(
    request: (token: string) => Promise<T>,
    signal: AbortSignal = NEVER,
    asOperator?: boolean,
  ): Promise<T> {
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#authorised(request, asOperator);
      } catch (error) {
        if (!(error instanceof OttoError) || !error.retryable || retries === MAX_RETRIES) throw error;
        await pause(retryDelayMs(error, retries), signal);
      }
    }
  }

  #authorised<T>(request: (token: string) => Promise<T>, asOperator = false): Promise<T> {
    if (asOperator && this.operatorToken !== undefined) return request(this.operatorToken);
    return this.tokens.use(request);
  }
}

/** As the relay asks; sooner where it says nothing. */
function retryDelayMs({ details }: OttoError, retries: number): number {
  return typeof details.retryAfterMs === 'number' ? details.retryAfterMs : backoffMs(retries);
}
