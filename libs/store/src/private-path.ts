import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OttoError } from '@otto/protocol';
import { notWritable, systemCode } from './not-writable';

const OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Makes sure that a directory exists, with its parents, and that only its owner can look into it; tightens a wider one.
 * `variable` is the environment variable that names it. Throws `insecure_permissions` or `directory_not_writable`.
 */
export async function ensurePrivateDirectory(path: string, variable = 'OTTO_LOG_DIR'): Promise<void> {
  try {
    await makeDirectory(path);
  } catch (error) {
    throw notWritable(path, error, variable);
  }
  await tighten(path, 0o700);
}

/** With its parents, but not by mkdir's `recursive`: below /proc, where nothing can be made, Node 20 tries for ever. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await makeOne(path);
  } catch (error) {
    const parent = dirname(path);
    if (systemCode(error) !== 'ENOENT' || parent === path) throw error;
    await makeDirectory(parent);
    await makeOne(path);
  }
}

async function makeOne(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) throw error;
  }
}

/** Makes sure that only its owner can read an existing file. Throws `insecure_permissions`. */
export async function ensurePrivateFile(path: string): Promise<void> {
  await tighten(path, 0o600);
}

async function tighten(path: string, wanted: number): Promise<void> {
  // Windows keeps rights in access lists, which Node's modes do not show.
  if (process.platform === 'win32') return;
  const { mode } = await stat(path);
  if ((mode & OTHERS) === 0) return;
  const details = { path, mode: octal(mode & 0o7777), wanted: octal(wanted) };
  // A sticky directory such as /tmp is meant to be shared: taking it away from everyone else would be worse.
  if ((mode & STICKY) !== 0) throw new OttoError('insecure_permissions', details);
  try {
    await chmod(path, wanted);
  } catch (cause) {
    throw new OttoError('insecure_permissions', details, { cause });
  }
}

function octal(mode: number): string {
  return mode.toString(8).padStart(3, '0');
}
