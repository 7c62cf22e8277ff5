import { OttoError } from '@otto/protocol';
import { ensurePrivateDirectory, ensurePrivateFile } from '@otto/store';
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Text of a file that only its owner may read, or undefined when there is none. Rights that were widened are narrowed.
 *
 * @throws OttoError `corrupt_file` when it is there but cannot be read, `insecure_permissions` when others can read it
 *   and that cannot be changed.
 */
export async function readPrivateFile(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    await ensurePrivateFile(path);
    return text;
  } catch (cause) {
    if (cause instanceof OttoError) throw cause;
    const reason = systemCode(cause);
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return undefined;
    throw new OttoError('corrupt_file', { path, reason }, { cause });
  }
}

/**
 * Writes a file that only its owner may read: wholly or, should the machine stop in between, not at all.
 *
 * @throws OttoError `directory_not_writable`, `insecure_permissions`
 */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const directory = dirname(path);
  await ensurePrivateDirectory(directory, 'OTTO_HOME');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    const reason = systemCode(cause);
    throw new OttoError('directory_not_writable', { path: directory, reason, variable: 'OTTO_HOME' }, { cause });
  }
}

function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown';
}
