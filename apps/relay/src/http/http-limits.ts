/** Bounds of the HTTP server itself, before any request is understood. Durations in ms. */
export interface HttpLimits {
  /** From connecting, or from the end of the previous request, to the last header. */
  readonly headersTimeoutMs: number;
  /** The same to the last byte of the body. */
  readonly requestTimeoutMs: number;
  /** How long an idle connection is kept for another request. */
  readonly keepAliveTimeoutMs: number;
  /** How often the two timeouts above are looked at. */
  readonly checkIntervalMs: number;
  /** All sockets together, upgraded ones included. */
  readonly maxConnections: number;
  /** Sockets of one address that have not sent a whole request. */
  readonly maxUnfinishedPerAddress: number;
  /** Requests on one connection; its client opens another one for more. */
  readonly maxRequestsPerSocket: number;
  /** How long a shutdown waits for running answers. */
  readonly drainMs: number;
}

export const HTTP_LIMITS: HttpLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  keepAliveTimeoutMs: 5_000,
  checkIntervalMs: 1_000,
  maxConnections: 8_192,
  maxUnfinishedPerAddress: 256,
  maxRequestsPerSocket: 100,
  drainMs: 2_000,
};
