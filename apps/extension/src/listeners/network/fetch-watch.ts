import type { DebuggerEvent } from '../../runtime/debugger/tab-debugger';
import { BodyOverdue, BodyQueue } from './body-queue';
import type { RawBody } from './cut-body';
import { mimeTypeOf, toHeaderRecord } from './header-list';
import type { PausedRequest } from './network-events';
import type { ResponseHead, SeenBody, Sighting } from './sighting';

export interface FetchWatchOptions {
  readonly send: (method: string, params: object, sessionId: string | undefined) => Promise<unknown>;
  /** Whether to read the body of a response, which holds the page up until all of it is there; undefined to let it pass. */
  readonly wantsBody: (head: ResponseHead, hasKnownEnd: boolean) => boolean | undefined;
  readonly onSighting: (sighting: Sighting) => void;
}

/** Above this size a body is not read: the page waits for it, and nobody wants that much of it. */
const MAX_READ_BYTES = 8 * 1024 * 1024;
const READ_WITHIN_MS = 10_000;
/** These go on for as long as they like; whoever waits for their end holds them up for ever. */
const ENDLESS_TYPES = /^(?:text\/event-stream|multipart\/|audio\/|video\/|application\/(?:x-ndjson|grpc|stream\+json))/;
const ENDLESS_RESOURCES: ReadonlySet<string> = new Set(['EventSource', 'Media', 'WebSocket', 'Ping', 'Preflight']);
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205]);
const MAX_REMEMBERED = 200;

/**
 * Sees responses on their way to the page, as the Fetch domain pauses them. Whatever becomes of a sighting, the paused
 * request goes on.
 */
export class FetchWatch {
  readonly #options: FetchWatchOptions;
  readonly #bodies = new BodyQueue({ atOnce: 32, maxWaiting: 0, timeoutMs: READ_WITHIN_MS });
  /** Addresses whose bodies did not end in time: they are not held up again. */
  readonly #endless = new Set<string>();

  constructor(options: FetchWatchOptions) {
    this.#options = options;
  }

  hear({ method, params, target }: DebuggerEvent): void {
    if (method === 'Fetch.requestPaused') void this.#handle(params as PausedRequest, target.sessionId);
  }

  async #handle(paused: PausedRequest, sessionId: string | undefined): Promise<void> {
    // Nothing that fails in between may keep the page waiting.
    await this.#look(paused, sessionId).catch(() => undefined);
    // Refused for what has gone on by itself, because its page is gone or the domain was switched off.
    await this.#options
      .send('Fetch.continueRequest', { requestId: paused.requestId }, sessionId)
      .catch(() => undefined);
  }

  async #look(paused: PausedRequest, sessionId: string | undefined): Promise<void> {
    const head = headOf(paused);
    if (head === undefined || paused.resourceType === 'Preflight') return;
    const size = Number(head.responseHeaders['content-length'] ?? Number.NaN);
    const hasKnownEnd = Number.isInteger(size);
    const wantsBody = this.#options.wantsBody(head, hasKnownEnd);
    if (wantsBody === undefined) return;
    const bodyBytes = hasKnownEnd ? size : 0;
    const body: SeenBody = wantsBody ? await this.#body(paused, head, sessionId) : { kind: 'left' };
    this.#options.onSighting({ ...head, bodyBytes, body });
  }

  async #body(paused: PausedRequest, head: ResponseHead, sessionId: string | undefined): Promise<SeenBody> {
    const { status, mimeType, responseHeaders, url, method, error } = head;
    if (error !== undefined || method === 'HEAD' || WITHOUT_BODY.has(status)) return { kind: 'none' };
    if (Number(responseHeaders['content-length']) > MAX_READ_BYTES) return unavailable('it is too large');
    const isEndless = ENDLESS_RESOURCES.has(paused.resourceType) || ENDLESS_TYPES.test(mimeType);
    if (isEndless || this.#endless.has(addressOf(url))) return unavailable('it has no end to wait for');
    try {
      const params = { requestId: paused.requestId };
      const read = (): Promise<unknown> => this.#options.send('Fetch.getResponseBody', params, sessionId);
      return { kind: 'read', raw: (await this.#bodies.run(read)) as RawBody };
    } catch (thrown) {
      if (thrown instanceof BodyOverdue) this.#remember(addressOf(url));
      return unavailable((thrown as Error).message);
    }
  }

  #remember(address: string): void {
    this.#endless.add(address);
    const [oldest] = this.#endless;
    if (this.#endless.size > MAX_REMEMBERED && oldest !== undefined) this.#endless.delete(oldest);
  }
}

/** Undefined for what is no answer yet: a request that is only about to be sent, a redirect, a look into the cache. */
function headOf(paused: PausedRequest): ResponseHead | undefined {
  const { requestId, networkId, request, responseStatusCode: status = 0, responseErrorReason: error } = paused;
  if (error === undefined && (status < 200 || (status >= 300 && status < 400))) return undefined;
  const responseHeaders = toHeaderRecord(paused.responseHeaders ?? []);
  return {
    source: 'fetch',
    requestId: networkId ?? requestId,
    url: request.url,
    method: request.method,
    status,
    mimeType: mimeTypeOf(responseHeaders['content-type']),
    requestHeaders: request.headers,
    responseHeaders,
    error,
  };
}

function unavailable(reason: string): SeenBody {
  return { kind: 'unavailable', reason };
}

function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
