import { OttoError } from '@otto/protocol';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RELAY_ENTRY = 'dist/apps/relay/apps/relay/src/main.js';

/**
 * The relay's program, found above this file wherever it runs from: bundle, tsc's output or source.
 *
 * @throws OttoError `not_built`
 */
export function relayEntry(from = __dirname): string {
  const entry = join(from, RELAY_ENTRY);
  if (existsSync(entry)) return entry;
  const parent = dirname(from);
  if (parent === from) throw new OttoError('not_built', { what: 'The relay' });
  return relayEntry(parent);
}
