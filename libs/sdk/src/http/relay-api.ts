import { fromWireError, isRecord, OttoError, type ErrorDetails } from '@otto/protocol';
import { startDeadline } from '../deadline';
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

  async #call<T>(request: Omit<HttpRequest, 'signal'>, { signal }: CallOptions): Promise<T> {
    signal?.throwIfAborted();
    const deadline = startDeadline(this.#timeoutMs, signal);
    let answer: HttpAnswer;
    try {
      answer = await this.#transport({ ...request, signal: deadline.signal });
    } catch (cause) {
      signal?.throwIfAborted();
      throw this.#unreachable(cause);
    } finally {
      deadline.clear();
    }
    const body = parse(answer.body);
    if (answer.status >= 200 && answer.status < 300 && body !== undefined) return body as T;
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
