import type { ErrorCode, OttoError } from '@otto/protocol';
import { backoffMs } from '../session/backoff';

/** Refused before anything of the command has happened: sending it again is safe, whatever it does. */
const NEVER_RAN: readonly ErrorCode[] = [
  'rate_limited',
  'node_offline',
  'node_busy',
  'relay_starting',
  'relay_shutting_down',
  'tab_queue_overflow',
  'controller_queue_overflow',
];

export interface RetryChances {
  /** Whether doing it twice equals doing it once. */
  readonly safeToRepeat: boolean;
  /** How often it was tried again already, and may be. */
  readonly retries: number;
  readonly maxRetries: number;
}

/**
 * ms after which a refused command is worth another try; undefined when it is not. A conflict is not: whether to wait for
 * somebody else is said by `waitPolicy`. Nor is a deadline that has passed.
 */
export function retryAfterMs(
  error: OttoError,
  { safeToRepeat, retries, maxRetries }: RetryChances,
): number | undefined {
  const { code, category, retryable, details } = error;
  if (!retryable || retries >= maxRetries || category === 'conflict' || category === 'timeout') return undefined;
  if (!safeToRepeat && !NEVER_RAN.some((known) => known === code)) return undefined;
  return typeof details.retryAfterMs === 'number' ? details.retryAfterMs : backoffMs(retries);
}

/** Whether the node has answered: it would answer the same to the same idempotencyKey. */
export function hasAnswered({ category }: OttoError): boolean {
  return category === 'execution';
}
