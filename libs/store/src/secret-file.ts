import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OttoError } from '@otto/protocol';
import { syncDirectory } from './durable-file';
import { notWritable, systemCode } from './not-writable';
import { placeFile } from './place-file';
import { ensurePrivateFile } from './private-path';

/**
 * The secret that a file (mode 0600) holds; makes one of `bytes` random bytes, as base64url, when there is no such file.
 * Processes that start at once agree on one secret. Throws `corrupt_file` for a file with less than that many characters,
 * `insecure_permissions`, or `directory_not_writable`.
 */
export async function readOrCreateSecret(file: string, bytes: number): Promise<string> {
  const existing = await readSecret(file, bytes);
  if (existing !== undefined) return existing;
  const made = randomBytes(bytes).toString('base64url');
  if (await publish(file, `${made}\n`)) return made;
  const theirs = await readSecret(file, bytes);
  if (theirs === undefined)
    throw new OttoError('corrupt_file', { path: file, reason: 'it was removed while Otto started' });
  return theirs;
}

async function readSecret(file: string, bytes: number): Promise<string | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new OttoError('corrupt_file', { path: file, reason: systemCode(error) ?? 'unknown' }, { cause: error });
  }
  await ensurePrivateFile(file);
  const secret = text.trim();
  if (secret.length < bytes)
    throw new OttoError('corrupt_file', { path: file, reason: 'the secret in it is too short' });
  return secret;
}

/** Writes a complete file under its name, for good; false when the name is taken already. */
async function publish(file: string, text: string): Promise<boolean> {
  if (!(await placeFile(file, text, { flush: true }))) return false;
  await syncDirectory(dirname(file)).catch((error: unknown) => {
    throw notWritable(file, error);
  });
  return true;
}
