import type { ShownError } from '../node-status';

/**
 * Where the link to the relay is, as the offscreen document reports it to the worker. Each connection has an id of its own:
 * what is bound to one ends with it, even when a worker sleeps through its end.
 */
export type LinkReport =
  | { phase: 'unconfigured'; error?: ShownError }
  | { phase: 'requesting_code'; error?: ShownError }
  | { phase: 'waiting_for_approval'; code: string; expiresAt: number; error?: ShownError }
  | { phase: 'disconnected'; error?: ShownError }
  | { phase: 'connecting'; error?: ShownError }
  | { phase: 'connected'; relayVersion: string; connectionId: string; error?: ShownError }
  /** Not coming back by itself; the user has to act. */
  | { phase: 'halted'; error: ShownError };
