import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';

export interface NodeProfile {
  /** Names the node on this machine: a directory below `<OTTO_HOME>/nodes`, and the argument of `otto node stop`. */
  readonly name: string;
  /** The browser's user data directory. */
  readonly directory: string;
}

const DEFAULT_NAME = 'default';

/**
 * The profile to use: the default one below OTTO_HOME, or the directory that the user named. The latter's name is that
 * of the directory plus a few letters that tell it from others of the same name elsewhere.
 */
export function nodeProfile(nodesDirectory: string, wanted: string | undefined): NodeProfile {
  if (wanted === undefined) return { name: DEFAULT_NAME, directory: join(nodesDirectory, DEFAULT_NAME, 'profile') };
  const directory = resolve(wanted);
  const readable =
    basename(directory)
      .replaceAll(/[^A-Za-z0-9_-]+/g, '-')
      .slice(0, 32) || 'profile';
  return { name: `${readable}-${createHash('sha256').update(directory).digest('hex').slice(0, 6)}`, directory };
}
