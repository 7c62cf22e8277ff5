import { OttoError } from '@otto/protocol';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A file that was built with, or lies beside, this command line: found above this one wherever that runs from, be it the
 * bundle, tsc's output or the source. `what` names it in the error.
 *
 * @throws OttoError `not_built`
 */
export function builtFile(path: string, what: string, from = __dirname): string {
  const file = join(from, path);
  if (existsSync(file)) return file;
  const parent = dirname(from);
  if (parent === from) throw new OttoError('not_built', { what });
  return builtFile(path, what, parent);
}
