import type { NetworkUpdate, NetworkUpdateType } from '@otto/protocol';
import type { ListenerEvent } from '../listener-event';
import { BoundedMap } from './bounded-map';
import { CaptureRules, type CaptureOptions } from './capture-rules';
import { cutBody } from './cut-body';
import { redactHeaders } from './header-list';
import type { TappedTab } from './network-traffic';
import type { SeenBody, Sighting } from './sighting';
import type { TrafficTap } from './traffic-tap';

export type NetworkEvent = ListenerEvent<NetworkUpdate> & { readonly updateType: NetworkUpdateType };

export interface NetworkCaptureOptions {
  readonly tab: TappedTab;
  readonly options: CaptureOptions;
  readonly emit: (event: NetworkEvent) => void;
  /** Nothing more comes after the event that says so. */
  readonly onLost: () => void;
  readonly clock?: () => number;
}

type AboutRequest = Pick<NetworkUpdate, 'url' | 'method' | 'status' | 'mimeType' | 'requestId' | 'captureSource'>;

const MAX_SEEN = 2000;
const ABOUT_NO_REQUEST = { url: '', method: '', status: 0, mimeType: '', requestId: '' };

/** Turns what is seen of a tab's traffic into updates, by the options of one subscriber. */
export class NetworkCapture implements TrafficTap {
  readonly rules: CaptureRules;
  readonly #options: NetworkCaptureOptions;
  readonly #clock: () => number;
  readonly #seen = new BoundedMap<string, true>(MAX_SEEN);

  constructor(options: NetworkCaptureOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    this.rules = new CaptureRules(options.options);
  }

  get mode(): CaptureOptions['mode'] {
    return this.#options.options.mode;
  }

  get includeBody(): boolean {
    return this.#options.options.includeBody;
  }

  see(sighting: Sighting): void {
    if (this.mode === 'hybrid' && !this.#isFirst(sighting)) return;
    const { source, url, method, status, mimeType, requestId, error } = sighting;
    const about = { url, method, status, mimeType, requestId, captureSource: source };
    const headers = this.#headers(sighting);
    this.#options.emit(
      error === undefined
        ? this.#event('network.response', about, { ...this.#body(sighting), ...headers })
        : this.#event('network.error', about, { bodyBytes: sighting.bodyBytes, error, ...headers }),
    );
  }

  lost(reason: string): void {
    this.#options.emit(this.#note('network.detached', reason));
    this.#options.onLost();
  }

  /** Tells that updates are missing: the subscriber, or the way there, was too slow for them. */
  gap(count: number): NetworkEvent {
    return this.#note('network.error', `updates_dropped: ${count}`);
  }

  /** Tells that nobody looked for a moment. */
  resumed(): NetworkEvent {
    return this.#note('network.error', 'capture_resumed: what came while the extension was restarted is missing');
  }

  /** An event about the capture itself. */
  #note(updateType: NetworkUpdateType, error: string): NetworkEvent {
    const captureSource = this.mode === 'fetch' ? 'fetch' : 'network';
    return this.#event(updateType, { ...ABOUT_NO_REQUEST, captureSource }, { bodyBytes: 0, error });
  }

  /**
   * Of two sightings of one response the first counts. The Fetch domain comes first, but what it could not tell in full
   * is left to the Network domain.
   */
  #isFirst({ source, requestId, error, body }: Sighting): boolean {
    const isPartial =
      error !== undefined || (this.includeBody && (body.kind === 'left' || body.kind === 'unavailable'));
    if (source === 'fetch' && isPartial) return false;
    if (this.#seen.get(requestId)) return false;
    this.#seen.set(requestId, true);
    return true;
  }

  #body({ body, mimeType, bodyBytes }: Sighting): Partial<NetworkUpdate> & Pick<NetworkUpdate, 'bodyBytes'> {
    if (!this.includeBody) return { bodyBytes };
    if (body.kind === 'read') return cutBody(body.raw, mimeType, this.#options.options.maxBodyBytes);
    return { bodyBytes, ...missing(body) };
  }

  #headers({ requestHeaders, responseHeaders }: Sighting): Partial<NetworkUpdate> {
    if (!this.#options.options.includeHeaders) return {};
    return { requestHeaders: redactHeaders(requestHeaders), responseHeaders: redactHeaders(responseHeaders) };
  }

  #event(
    updateType: NetworkUpdateType,
    about: AboutRequest,
    rest: Partial<NetworkUpdate> & Pick<NetworkUpdate, 'bodyBytes'>,
  ): NetworkEvent {
    const { tab, options } = this.#options;
    const emittedAt = new Date(this.#clock()).toISOString();
    const eventId = `evt_${crypto.randomUUID().replaceAll('-', '')}`;
    const data = {
      eventId,
      tabSessionId: tab.tabSessionId,
      tabId: tab.tabId,
      site: options.site,
      ...about,
      emittedAt,
      ...rest,
    };
    return { updateType, emittedAt, data };
  }
}

function missing(body: Exclude<SeenBody, { kind: 'read' }>): Partial<NetworkUpdate> {
  return body.kind === 'unavailable' ? { error: `body_unavailable: ${body.reason}` } : {};
}
