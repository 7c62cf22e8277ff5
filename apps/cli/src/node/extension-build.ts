import { OttoError } from '@otto/protocol';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FROM_LAUNCHER = '../../../extension/build/chrome-mv3-prod';

/** Directory of the built extension, which lies beside this command line. @throws OttoError `not_built` */
export function extensionBuild(launcher: string): string {
  const directory = resolve(launcher, FROM_LAUNCHER);
  if (!existsSync(join(directory, 'manifest.json'))) throw new OttoError('not_built', { what: 'The extension' });
  return directory;
}
