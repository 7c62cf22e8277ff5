/** Where a request came from, as far as the relay believes it. Nothing here says who it is. */
export interface Caller {
  /** Remote address; behind a trusted proxy the one that the proxy reports. */
  readonly address: string;
  /** A program on this machine: a loopback socket and no sign of a proxy in between. */
  readonly isLoopback: boolean;
  /** No forwarding header: nothing admits to stand between the caller and this socket. */
  readonly isDirect: boolean;
  /** The web origin or extension that a browser names; programs send none. */
  readonly origin?: string;
  /** A browser sent it, so a web page may be behind it, whatever the address. */
  readonly isBrowser: boolean;
}
