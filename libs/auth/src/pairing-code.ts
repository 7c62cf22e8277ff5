import { randomInt } from 'node:crypto';
import { constantTimeEqual } from './constant-time-equal';

/** A code, NNN-NNN, that is none of those in use. */
export function newPairingCode(inUse: ReadonlySet<string>): string {
  for (;;) {
    const digits = String(randomInt(1_000_000)).padStart(6, '0');
    const code = `${digits.slice(0, 3)}-${digits.slice(3)}`;
    if (!inUse.has(code)) return code;
  }
}

/** The one that has this code. Looks at all of them, so that the time does not tell how near a guess came. */
export function findByCode<T extends { readonly code: string }>(candidates: Iterable<T>, code: string): T | undefined {
  let found: T | undefined;
  for (const candidate of candidates) if (constantTimeEqual(candidate.code, code)) found = candidate;
  return found;
}
