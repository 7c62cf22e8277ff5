import type { NetworkUpdate } from '@otto/protocol';
import type { RawBody } from './cut-body';

/** What is known of a response, or of a request that got none, before its body is looked at. */
export interface ResponseHead {
  readonly source: NetworkUpdate['captureSource'];
  /** Of the browser; the same in both domains when both are on. */
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  /** 0 without a response. */
  readonly status: number;
  /** Without parameters, lower case; empty when it is not known. */
  readonly mimeType: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** Why there is no response. */
  readonly error?: string | undefined;
}

/** What became of the body of a response. */
export type SeenBody =
  | { readonly kind: 'read'; readonly raw: RawBody }
  /** There is none. */
  | { readonly kind: 'none' }
  /** Nobody wanted it, at least not at the price of holding the page up. */
  | { readonly kind: 'left' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** One response as one of the two domains saw it. */
export interface Sighting extends ResponseHead {
  readonly body: SeenBody;
  /** Of the whole body, as far as it is known without reading it. */
  readonly bodyBytes: number;
}
