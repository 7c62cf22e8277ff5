import type { ErrorCode, OttoError } from '@otto/protocol';
import { backoffMs } from '../session/backoff';

/** Codes that stand for that by themselves, for relays that do not tell the stage. */
const NEVER_RAN: readonly string[] = [
  'rate_limited',
  'node_offline',
  'relay_starting',
  'tab_queue_overflow',
  'controller_queue_overflow',
] satisfies ErrorCode[];

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
  const { category, retryable, details } = error;
  if (!retryable || retries >= maxRetries || category === 'conflict' || category === 'timeout') return undefined;
  if (!safeToRepeat && !neverRan(error)) return undefined;
  return typeof details.retryAfterMs === 'number' ? details.retryAfterMs : backoffMs(retries);
}

/** Whether nothing of the command has happened: sending it again is safe, whatever it does. */
export function neverRan({ code, details }: OttoError): boolean {
  return details.stage === 'accept' || details.stage === 'queue' || NEVER_RAN.includes(code);
}

/** Whether the node has answered: it would answer the same to the same idempotencyKey. */
export function hasAnswered({ category }: OttoError): boolean {
  return category === 'execution';
}
