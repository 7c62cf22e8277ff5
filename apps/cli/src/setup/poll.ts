import { OttoError } from '@otto/protocol';
import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
  readonly signal: AbortSignal;
  readonly everyMs?: number;
}

/**
 * Looks until there is something to see; undefined when the signal ends that. For what no event tells of. A relay that is
 * away for a moment, or asks for patience, is asked again.
 *
 * @throws what `look` throws, unless it may pass
 */
export async function poll<T>(
  look: () => Promise<T | undefined>,
  { signal, everyMs = 1_000 }: PollOptions,
): Promise<T | undefined> {
  while (!signal.aborted) {
    const seen = await look().catch(passing);
    if (seen !== undefined) return seen;
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

function passing(error: unknown): undefined {
  if (!(error instanceof OttoError) || !error.retryable) throw error;
  return undefined;
}
