/** Which tab a lane or a lease belongs to; a tabSessionId means something only together with its node. */
export interface Tab {
  readonly nodeId: string;
  readonly tabSessionId: string;
}

/** Who waits in lanes and holds leases: one session of a controller. */
export interface TabUser {
  readonly id: string;
}
