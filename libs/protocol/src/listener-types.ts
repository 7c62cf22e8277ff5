import type { NetworkInterceptOptions } from './dto/listener-options.dto';
import { LISTENERS, type ListenerName } from './listeners';

/** See the registry of listeners for what each of them tells. */
export type NetworkUpdateType = keyof (typeof LISTENERS)['network.http_intercept']['updateTypes'];
export const NETWORK_UPDATE_TYPES = Object.keys(
  LISTENERS['network.http_intercept'].updateTypes,
) as readonly NetworkUpdateType[];

/** One update of network.http_intercept. Where an update is about no request, its request fields are empty. */
export interface NetworkUpdate {
  /** Unique. */
  eventId: string;
  tabSessionId: string;
  tabId: number;
  site: string;
  url: string;
  method: string;
  /** HTTP status; 0 without a response. */
  status: number;
  /** Without parameters, lower case. */
  mimeType: string;
  /** The browser's id of the request. */
  requestId: string;
  captureSource: 'network' | 'fetch';
  /** ISO-8601. */
  emittedAt: string;
  /** Missing when it was not asked for, when there is none and when the browser no longer has it (see error). */
  body?: string;
  base64Encoded?: boolean;
  /** Whether body is shorter than what the page received. */
  truncated?: boolean;
  /** Size of the whole body, decompressed, as far as it is known. */
  bodyBytes: number;
  /** Why there is no response, no body or no more updates. */
  error?: string;
  /** Values of authorization, proxy-authorization, cookie and set-cookie are replaced by [redacted]. */
  requestHeaders?: Record<string, string>;
  responseHeaders?: Record<string, string>;
}

interface ListenerTypeMap {
  'network.http_intercept': { options: NetworkInterceptOptions; update: NetworkUpdate };
}

/** Option and update types of every listener; a missing or surplus one does not compile. */
export type ListenerTypes = { [L in ListenerName]: ListenerTypeMap[L] };
export type ListenerOptions<L extends ListenerName> = ListenerTypes[L]['options'];
export type ListenerUpdate<L extends ListenerName> = ListenerTypes[L]['update'];
