import { OttoError } from '@otto/protocol';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ARTIFACT_LIMITS, type Artifact } from './artifact';

/**
 * Reads an unpacked extension; undefined when there is no such directory, or nothing in it. Links are not followed: what
 * they lead to is not part of it.
 *
 * @throws OttoError `extension_artifact_invalid` when it cannot be read, or holds far too much
 */
export async function readDirectory(directory: string): Promise<Artifact | undefined> {
  const files = new Map<string, Uint8Array>();
  let totalBytes = 0;
  for (const path of await filePaths(directory)) {
    totalBytes += (await stat(path)).size;
    if (totalBytes > ARTIFACT_LIMITS.totalBytes || files.size >= ARTIFACT_LIMITS.files) {
      throw invalid(directory, 'it is far too large');
    }
    files.set(relative(directory, path).split(sep).join('/'), await readFile(path));
  }
  return files.size === 0 ? undefined : { source: directory, files };
}

async function filePaths(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const odd = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
    if (odd !== undefined) throw invalid(directory, `${odd.name} is neither a file nor a directory`);
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  } catch (cause) {
    if (cause instanceof OttoError) throw cause;
    const { code = 'it cannot be read' } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw invalid(directory, code);
  }
}

function invalid(source: string, reason: string): OttoError {
  return new OttoError('extension_artifact_invalid', { source, reason });
}
