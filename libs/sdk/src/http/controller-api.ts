import { OttoError } from '@otto/protocol';
import { pause, unlessAborted } from '../deadline';
import { backoffMs } from '../session/backoff';
import type { TokenKeeper } from '../tokens/token-keeper';
import type { CallOptions, RelayApi } from './relay-api';

export interface ControllerCall extends Pick<CallOptions, 'signal' | 'timeoutMs'> {
  /** With the relay owner's token, if there is one, instead of the client's. */
  readonly asOperator?: boolean | undefined;
}

type Request<T> = (options: CallOptions) => Promise<T>;

const MAX_RETRIES = 2;

/** The REST interface for one identity: with its token, and asked again where asking is safe and may help. */
export class ControllerApi {
  constructor(
    private readonly api: RelayApi,
    private readonly tokens: TokenKeeper,
    private readonly operatorToken: string | undefined,
    /** Ends what runs, and all that would follow. */
    private readonly closing: AbortSignal,
  ) {}

  /** Throws OttoError, or the signal's reason. What may be over in a moment is tried three times. */
  get<T>(path: string, call: ControllerCall = {}): Promise<T> {
    return this.#retried((options) => this.api.get<T>(path, options), call);
  }

  /** The lines of an answer of any length. Throws as `get` does, when it is read. */
  async *lines(path: string, call: ControllerCall = {}): AsyncGenerator<string, undefined> {
    yield* await this.#retried((options) => this.api.lines(path, options), call);
  }

  /** Only once, since it changes something. */
  post<T>(path: string, body: object, call: ControllerCall = {}): Promise<T> {
    return this.#authorised((options) => this.api.post<T>(path, body, options), call, this.#signalOf(call));
  }

  async #retried<T>(request: Request<T>, call: ControllerCall): Promise<T> {
    const signal = this.#signalOf(call);
    for (let retries = 0; ; retries += 1) {
      try {
        return await this.#authorised(request, call, signal);
      } catch (error) {
        if (!(error instanceof OttoError) || !error.retryable || retries === MAX_RETRIES) throw error;
        await pause(retryDelayMs(error, retries), signal);
      }
    }
  }

  #authorised<T>(request: Request<T>, { asOperator, timeoutMs }: ControllerCall, signal: AbortSignal): Promise<T> {
    if (asOperator && this.operatorToken !== undefined) {
      return request({ timeoutMs, signal, token: this.operatorToken });
    }
    // A log-in that is under way goes on, so that its tokens are kept.
    return unlessAborted(
      this.tokens.use((token) => request({ timeoutMs, signal, token })),
      signal,
    );
  }

  #signalOf({ signal }: ControllerCall): AbortSignal {
    return signal === undefined ? this.closing : AbortSignal.any([signal, this.closing]);
  }
}

/** As the relay asks; sooner where it says nothing. */
function retryDelayMs({ details }: OttoError, retries: number): number {
  return typeof details.retryAfterMs === 'number' ? details.retryAfterMs : backoffMs(retries);
}
