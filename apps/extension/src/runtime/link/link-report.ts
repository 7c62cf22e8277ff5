import type { ShownError } from '../node-status';

/** Where the link to the relay is, as the offscreen document reports it to the worker. */
export type LinkReport =
  | { phase: 'unconfigured'; error?: ShownError }
  | { phase: 'requesting_code'; error?: ShownError }
  | { phase: 'waiting_for_approval'; code: string; expiresAt: number; error?: ShownError }
  | { phase: 'disconnected'; error?: ShownError }
  | { phase: 'connecting'; error?: ShownError }
  | { phase: 'connected'; relayVersion: string; error?: ShownError }
  /** Not coming back by itself; the user has to act. */
  | { phase: 'halted'; error: ShownError };
