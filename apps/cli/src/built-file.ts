import { OttoError } from '@otto/protocol';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the command line brings along: in the repository where it is built, in the packed command below its `dist`. */
export const BUILT = {
  launcher: ['apps/cli/bin/otto.js', 'bin/otto.js'],
  keychainProgram: ['apps/cli/bin/keychain.js', 'bin/keychain.js'],
  relay: ['dist/apps/relay/apps/relay/src/main.js', 'dist/relay/main.js'],
  extensionManifest: ['apps/extension/build/chrome-mv3-prod/manifest.json', 'dist/extension/manifest.json'],
} as const;

/**
 * A file that was built with, or lies beside, this command line: found above this one wherever that runs from, be it the
 * bundle, tsc's output or the source. Of several the nearest counts. `what` names it in the error.
 *
 * @throws OttoError `not_built`
 */
export function builtFile(paths: readonly string[], what: string, from = __dirname): string {
  const file = paths.map((path) => join(from, path)).find((candidate) => existsSync(candidate));
  if (file !== undefined) return file;
  const parent = dirname(from);
  if (parent === from) throw new OttoError('not_built', { what });
  return builtFile(paths, what, parent);
}
