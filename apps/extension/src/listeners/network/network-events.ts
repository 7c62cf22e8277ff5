/** The parts of the Network domain's events that are used. */
export interface NetworkEvents {
  'Network.requestWillBeSent': {
    readonly requestId: string;
    readonly type?: string;
    readonly request: {
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
    };
  };
  'Network.responseReceived': {
    readonly requestId: string;
    readonly response: {
      readonly url: string;
      readonly status: number;
      readonly mimeType: string;
      readonly headers: Readonly<Record<string, string>>;
    };
  };
  'Network.dataReceived': { readonly requestId: string; readonly dataLength: number };
  'Network.loadingFinished': { readonly requestId: string };
  'Network.loadingFailed': {
    readonly requestId: string;
    readonly errorText: string;
    readonly blockedReason?: string;
  };
}

/** The parts of Fetch.requestPaused that are used. */
export interface PausedRequest {
  readonly requestId: string;
  /** Of the Network domain, when that is on too. */
  readonly networkId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly resourceType: string;
  /** Both are missing before the request is sent. */
  readonly responseStatusCode?: number;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}
