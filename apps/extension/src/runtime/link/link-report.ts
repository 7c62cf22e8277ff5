import type { MissingPart } from '../missing-parts';
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
  /** `missing` names what relay and extension cannot do together, if there is such a thing; the rest works. */
  | { phase: 'connected'; relayVersion: string; connectionId: string; missing?: MissingPart[]; error?: ShownError }
  /** Not coming back by itself; the user has to act. */
  | { phase: 'halted'; error: ShownError };
