import type { NetworkInterceptOptions } from '@otto/protocol';
import { DebuggerSessions } from '../../../runtime/debugger/debugger-sessions';
import { FakeDebugger } from '../../../runtime/debugger/testing/fake-debugger';
import { withDefaults } from '../capture-rules';
import { NetworkCapture, type NetworkEvent } from '../network-capture';
import type { PausedRequest } from '../network-events';
import { NetworkTraffic, type TappedTab } from '../network-traffic';

export const TAB: TappedTab = { tabId: 7, tabSessionId: 'ts_1' };
export const SITE = 'site.example';

interface Exchange {
  readonly requestId?: string;
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly mimeType?: string;
  readonly headers?: Record<string, string>;
  readonly sessionId?: string;
}

/** A tab whose traffic happens as the spec says, as Chromium 156 reports it. */
export class TrafficLab {
  readonly browser = new FakeDebugger();
  readonly debuggers = new DebuggerSessions(this.browser);
  readonly traffic = new NetworkTraffic(this.debuggers);
  #lastId = 0;

  constructor() {
    this.browser.answers('Network.getResponseBody', () => ({ body: '{"a":1}', base64Encoded: false }));
    this.browser.answers('Fetch.getResponseBody', () => ({ body: btoa('{"a":1}'), base64Encoded: true }));
  }

  /** Taps the tab and collects the updates. */
  async capture(
    given: Partial<NetworkInterceptOptions> = {},
    signal = new AbortController().signal,
  ): Promise<Captured> {
    const events: NetworkEvent[] = [];
    const options = withDefaults({ tabSessionId: TAB.tabSessionId, site: SITE, ...given });
    let isLost = false;
    const capture = new NetworkCapture({
      tab: TAB,
      options,
      emit: (event) => events.push(event),
      onLost: () => (isLost = true),
      clock: () => Date.UTC(2026, 0, 1),
    });
    const stop = await this.traffic.tap(TAB, capture, signal);
    return { events, stop, isLost: () => isLost };
  }

  /** A request and its response, until the page has received all of it. */
  respond(exchange: Exchange = {}): void {
    const requestId = this.ask(exchange);
    this.answer({ ...exchange, requestId });
    this.#emit('Network.loadingFinished', { requestId, encodedDataLength: 9 }, exchange);
  }

  ask(exchange: Exchange = {}): string {
    const { requestId = `1.${++this.#lastId}`, url = `https://${SITE}/api`, method = 'GET' } = exchange;
    const request = { url, method, headers: { Authorization: 'Bearer abc', Accept: '*/*' } };
    this.#emit('Network.requestWillBeSent', { requestId, request, type: 'Fetch' }, exchange);
    return requestId;
  }

  answer({
    requestId,
    url = `https://${SITE}/api`,
    status = 200,
    mimeType = 'application/json',
    ...rest
  }: Exchange): void {
    const headers = rest.headers ?? { 'Content-Type': mimeType, 'Set-Cookie': 'a=b' };
    this.#emit('Network.responseReceived', { requestId, response: { url, status, mimeType, headers } }, rest);
    this.#emit('Network.dataReceived', { requestId, dataLength: 7, encodedDataLength: 7 }, rest);
  }

  fail(exchange: Exchange & { readonly errorText: string }): void {
    const { requestId, errorText } = exchange;
    this.#emit('Network.loadingFailed', { requestId, errorText, type: 'Fetch' }, exchange);
  }

  /** A response that the browser holds back until it is told to go on. */
  pause(
    paused: Partial<PausedRequest> & { readonly url?: string; readonly headers?: Record<string, string> } = {},
  ): string {
    const { url = `https://${SITE}/api`, headers = { 'content-type': 'application/json', 'content-length': '7' } } =
      paused;
    const requestId = `interception-job-${++this.#lastId}.0`;
    this.browser.emit(TAB.tabId, 'Fetch.requestPaused', {
      requestId,
      request: { url, method: 'GET', headers: {} },
      resourceType: 'XHR',
      responseStatusCode: 200,
      responseHeaders: Object.entries(headers).map(([name, value]) => ({ name, value })),
      ...paused,
    });
    return requestId;
  }

  /** Which paused responses were let go, in order. */
  get continued(): unknown[] {
    return this.browser.commands('Fetch.continueRequest').map(({ params }) => params.requestId);
  }

  /** Lets everything happen that needs nothing from outside. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  #emit(method: string, params: object, { sessionId }: Exchange): void {
    this.browser.emit(TAB.tabId, method, params, sessionId);
  }
}

export interface Captured {
  readonly events: NetworkEvent[];
  readonly stop: () => Promise<void>;
  readonly isLost: () => boolean;
}
