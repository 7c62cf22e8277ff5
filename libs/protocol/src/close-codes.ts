/** Why the relay ends a session. */
export const CLOSE_CODES = {
  goingAway: { code: 1001, reason: 'relay going away', reconnect: true },
  frameTooLarge: { code: 1009, reason: 'frame too large', reconnect: true },
  authTimeout: { code: 4401, reason: 'auth timeout', reconnect: true },
  revoked: { code: 4403, reason: 'revoked', reconnect: false },
  slowPeer: { code: 4408, reason: 'slow or stale peer', reconnect: true },
  replaced: { code: 4409, reason: 'node replaced by a newer session', reconnect: false },
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** Whether a peer that was closed with this code should come back by itself; unknown codes are treated as accidents. */
export function mayReconnect(code: number): boolean {
  const known = Object.values(CLOSE_CODES).find((entry) => entry.code === code);
  return known?.reconnect ?? true;
}
