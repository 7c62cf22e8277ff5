import { fromWireError, isRecord, OttoError, type ErrorDetails } from '@otto/protocol';
import { startDeadline, type Deadline } from '../deadline';
import { readLines } from './read-lines';
import type { HttpAnswer, HttpRequest, HttpTransport } from './http-transport';

export interface RelayApiOptions {
  /** Without a slash at its end. */
  readonly httpUrl: string;
  readonly transport: HttpTransport;
  /** ms that one request may take; 10 000 when left out. */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  /** Sent as bearer token. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** ms that this request may take, instead of what the API was made with. */
  readonly timeoutMs?: number | undefined;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * The relay's REST interface: JSON in and out. What the relay refuses becomes the OttoError that it named; what does
 * not answer, or does not answer like a relay, becomes `relay_unreachable`. An abort by the caller rejects with the
 * signal's reason.
 */
export class RelayApi {
  readonly httpUrl: string;
  readonly #transport: HttpTransport;
  readonly #timeoutMs: number;

  constructor({ httpUrl, transport, timeoutMs = DEFAULT_TIMEOUT_MS }: RelayApiOptions) {
    this.httpUrl = httpUrl;
    this.#transport = transport;
    this.#timeoutMs = timeoutMs;
  }

  get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.#call<T>({ method: 'GET', url: this.httpUrl + path, headers: headersOf(options) }, options);
  }

  post<T>(path: string, body: object, options: CallOptions = {}): Promise<T> {
    const headers = { ...headersOf(options), 'content-type': 'application/json' };
    return this.#call<T>({ method: 'POST', url: this.httpUrl + path, headers, body: JSON.stringify(body) }, options);
  }

  /**
   * The lines of an answer of any length, once it has begun; while they are read the signal ends them.
   *
   * @throws OttoError as `get` does; while reading `connection_lost`, should it break off or pause for a minute
   */
  async lines(path: string, options: CallOptions = {}): Promise<AsyncGenerator<string, undefined>> {
    const request = { method: 'GET', url: this.httpUrl + path, headers: headersOf(options), stream: true } as const;
    const deadline = this.#startDeadline(options);
    try {
      const answer = await this.#send(request, options, deadline);
      if (answer.status !== 200) this.#refuse(answer);
      return readLines(answer, deadline, options.signal);
    } catch (error) {
      deadline.clear();
      throw error;
    }
  }

  async #call<T>(request: Omit<HttpRequest, 'signal'>, options: CallOptions): Promise<T> {
    const deadline = this.#startDeadline(options);
    const answer = await this.#send(request, options, deadline).finally(deadline.clear);
    const body = parse(answer.body);
    if (answer.status >= 200 && answer.status < 300 && body !== undefined) return body as T;
    return this.#refuse(answer);
  }

  #startDeadline({ timeoutMs = this.#timeoutMs, signal }: CallOptions): Deadline {
    signal?.throwIfAborted();
    return startDeadline(timeoutMs, signal);
  }

  async #send(request: Omit<HttpRequest, 'signal'>, { signal }: CallOptions, deadline: Deadline): Promise<HttpAnswer> {
    try {
      return await this.#transport({ ...request, signal: deadline.signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw this.#unreachable(cause);
    }
  }

  #refuse(answer: HttpAnswer): never {
    const body = parse(answer.body);
    if (body === undefined || typeof body.code !== 'string') throw this.#unreachable();
    throw fromWireError(body, retryAfter(answer));
  }

  #unreachable(cause?: unknown): OttoError {
    return new OttoError('relay_unreachable', { relayUrl: this.httpUrl }, { cause });
  }
}

function headersOf({ token, headers }: CallOptions): Record<string, string> {
  return { accept: 'application/json', ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The header tells seconds, Otto speaks of ms. */
function retryAfter(answer: HttpAnswer): ErrorDetails {
  const seconds = Number(answer.header('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
}
