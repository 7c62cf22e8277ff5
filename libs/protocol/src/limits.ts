/** Numbers of the wire protocol and the HTTP API that are not configurable. Durations in ms, sizes in bytes. */
export const LIMITS = {
  commandTimeoutMs: { default: 30_000, min: 100, max: 600_000 },
  lockLeaseMs: { default: 30_000, min: 50, max: 600_000 },
  /** How long a lane stays closed for a node that was told to stop and has not answered. */
  cancelGraceMs: 5_000,
  /** A peer that leaves more than this unread is closed. */
  backlogBytes: 32 * 1024 * 1024,
  unauthenticatedSocketsPerAddress: 32,
  /** A socket that gets so many frames wrong before it has authenticated is closed like one that takes too long. */
  refusalsBeforeAuth: 100,
  /** The same for all that comes before: many times a hello and an auth, however long their texts are. */
  bytesBeforeAuth: 256 * 1024,
  httpBodyBytes: 64 * 1024,
  nodeHeartbeatMs: 20_000,
  listenersPerNode: 32,
  /** Commands of an earlier connection that a node may name when it is back. */
  resumedCommands: 1000,
  pairingTtlMs: 5 * 60_000,
  pendingPairings: 100,
  wrongCodes: { count: 10, windowMs: 5 * 60_000 },
  accessRequestIntervalMs: 60_000,
  lostAnswerWindowMs: 10_000,
  logRetentionDays: 14,
} as const;
