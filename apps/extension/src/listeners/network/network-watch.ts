import type { DebuggerEvent } from '../../runtime/debugger/tab-debugger';
import { BodyQueue } from './body-queue';
import { BoundedMap } from './bounded-map';
import type { RawBody } from './cut-body';
import { mimeTypeOf } from './header-list';
import type { NetworkEvents } from './network-events';
import type { ResponseHead, SeenBody, Sighting } from './sighting';

export interface NetworkWatchOptions {
  readonly send: (method: string, params: object, sessionId: string | undefined) => Promise<unknown>;
  /** Whether anybody wants responses of that URL. */
  readonly isWanted: (url: string) => boolean;
  /** Whether anybody wants the body of that response; undefined when nobody wants even the response. */
  readonly wantsBody: (head: ResponseHead) => boolean | undefined;
  readonly onSighting: (sighting: Sighting) => void;
}

/** A request on its way. */
interface Exchange {
  head: ResponseHead;
  /** Decompressed, as received so far. */
  bodyBytes: number;
}

const MAX_EXCHANGES = 2000;
/** What the browser sends on behalf of a request; the page never sees their answers. */
const PREFLIGHT = 'Preflight';
/** The browser's words for a response that has no body to give. */
const NO_BODY = /no (?:data|resource)/i;

type Handlers = { [E in keyof NetworkEvents]: (params: NetworkEvents[E], sessionId: string | undefined) => void };

/** Sees responses beside the page, as the Network domain reports them: when they have been received to their end. */
export class NetworkWatch {
  readonly #options: NetworkWatchOptions;
  readonly #exchanges = new BoundedMap<string, Exchange>(MAX_EXCHANGES);
  readonly #bodies = new BodyQueue();
  readonly #handlers: Handlers = {
    'Network.requestWillBeSent': (params) => this.#sent(params),
    'Network.responseReceived': (params) => this.#responded(params),
    'Network.dataReceived': (params) => this.#received(params),
    'Network.loadingFinished': ({ requestId }, sessionId) => void this.#finished(requestId, sessionId),
    'Network.loadingFailed': (params) => this.#failed(params),
  };

  constructor(options: NetworkWatchOptions) {
    this.#options = options;
  }

  hear({ method, params, target }: DebuggerEvent): void {
    const handle = Object.hasOwn(this.#handlers, method) && this.#handlers[method as keyof Handlers];
    if (handle) handle(params as never, target.sessionId);
  }

  /** A redirect comes as the same request once more; only where it ends is a response. */
  #sent({ requestId, request, type }: NetworkEvents['Network.requestWillBeSent']): void {
    const { url, method, headers } = request;
    if (type === PREFLIGHT || !this.#options.isWanted(url)) return void this.#exchanges.delete(requestId);
    const head = {
      source: 'network' as const,
      requestId,
      url,
      method,
      status: 0,
      mimeType: '',
      requestHeaders: headers,
      responseHeaders: {},
    };
    this.#exchanges.set(requestId, { head, bodyBytes: 0 });
  }

  #responded({ requestId, response }: NetworkEvents['Network.responseReceived']): void {
    const exchange = this.#exchanges.get(requestId);
    if (exchange === undefined) return;
    const { status, mimeType, headers } = response;
    exchange.head = { ...exchange.head, status, mimeType: mimeTypeOf(mimeType), responseHeaders: headers };
  }

  #received({ requestId, dataLength }: NetworkEvents['Network.dataReceived']): void {
    const exchange = this.#exchanges.get(requestId);
    if (exchange !== undefined) exchange.bodyBytes += dataLength;
  }

  async #finished(requestId: string, sessionId: string | undefined): Promise<void> {
    const exchange = this.#take(requestId);
    if (exchange === undefined) return;
    const { head, bodyBytes } = exchange;
    const wantsBody = this.#options.wantsBody(head);
    if (wantsBody === undefined) return;
    const body: SeenBody = wantsBody ? await this.#read(exchange, sessionId) : { kind: 'left' };
    this.#options.onSighting({ ...head, bodyBytes, body });
  }

  #failed({ requestId, errorText, blockedReason }: NetworkEvents['Network.loadingFailed']): void {
    const exchange = this.#take(requestId);
    if (exchange === undefined) return;
    const error = errorText || blockedReason || 'failed';
    this.#options.onSighting({ ...exchange.head, bodyBytes: exchange.bodyBytes, body: { kind: 'none' }, error });
  }

  async #read({ head: { requestId }, bodyBytes }: Exchange, sessionId: string | undefined): Promise<SeenBody> {
    try {
      const read = (): Promise<unknown> => this.#options.send('Network.getResponseBody', { requestId }, sessionId);
      return { kind: 'read', raw: (await this.#bodies.run(read)) as RawBody };
    } catch (thrown) {
      const reason = (thrown as Error).message;
      return bodyBytes === 0 && NO_BODY.test(reason) ? { kind: 'none' } : { kind: 'unavailable', reason };
    }
  }

  #take(requestId: string): Exchange | undefined {
    const exchange = this.#exchanges.get(requestId);
    this.#exchanges.delete(requestId);
    return exchange;
  }
}
