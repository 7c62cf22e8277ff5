import { OttoError } from '@otto/protocol';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { VerifiedArtifact } from './artifact';
import { readManifest } from './manifest';

export interface InstallOptions {
  readonly signal: AbortSignal;
  /** Whether nobody else has a say in that directory, so that whatever is in it may go. */
  readonly isOurs: boolean;
}

/**
 * Puts the extension into a directory, in place of the copy that is there. The new one is written beside it first and then
 * changes places with it: a browser, or a machine that stops in between, sees the old one or the new one whole.
 *
 * @throws OttoError `directory_occupied` rather than removing files that are somebody else's, `directory_not_writable`,
 *   `command_cancelled`
 */
export async function installArtifact(
  artifact: VerifiedArtifact,
  directory: string,
  { signal, isOurs }: InstallOptions,
): Promise<void> {
  await takeBack(directory);
  if (!isOurs) await refuseForeign(directory);
  const draft = `${directory}.new-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(directory), { recursive: true });
    await writeFiles(artifact, draft, signal);
    await replace(directory, draft);
  } catch (cause) {
    if (cause instanceof OttoError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new OttoError('directory_not_writable', { path: directory, reason, variable: '--output' }, { cause });
  } finally {
    // Where it could not even be begun, it cannot be removed either.
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function writeFiles({ files }: VerifiedArtifact, draft: string, signal: AbortSignal): Promise<void> {
  await mkdir(draft, { mode: 0o700 });
  for (const [path, content] of files) {
    if (signal.aborted) throw new OttoError('command_cancelled');
    const file = join(draft, ...path.split('/'));
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, content, { flag: 'wx', mode: 0o600, flush: true });
  }
}

/** No system call of Node's swaps two directories; should it be interrupted between the two, `takeBack` mends that. */
async function replace(directory: string, draft: string): Promise<void> {
  const aside = asideOf(directory);
  await rename(directory, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  try {
    await rename(draft, directory);
  } catch (error) {
    await takeBack(directory);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/** Completes or undoes a replacement that was interrupted. */
async function takeBack(directory: string): Promise<void> {
  const aside = asideOf(directory);
  const isThere = (await namesIn(directory)) !== undefined;
  if (isThere) await rm(aside, { recursive: true, force: true });
  else await rename(aside, directory).catch(() => undefined);
}

async function refuseForeign(directory: string): Promise<void> {
  const names = await namesIn(directory);
  if (names === undefined || names.length === 0) return;
  const manifest = await readFile(join(directory, 'manifest.json')).catch(() => undefined);
  if (manifest !== undefined && readManifest(manifest)?.isOtto) return;
  throw new OttoError('directory_occupied', { path: directory });
}

async function namesIn(directory: string): Promise<string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (error) {
    // A parent that is a file gives ENOTDIR like the path itself being one, which is not ours to replace.
    if (!existsSync(directory)) return undefined;
    throw new OttoError('directory_occupied', { path: directory }, { cause: error });
  }
}

function asideOf(directory: string): string {
  return join(dirname(directory), `.${basename(directory)}.otto-old`);
}
