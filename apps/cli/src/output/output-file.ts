import { OttoError } from '@otto/protocol';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** What `-o -` means: stdout, as everywhere. */
export const STDOUT = '-';

export interface WrittenFile {
  /** Absolute. */
  readonly file: string;
  readonly bytes: number;
}

/**
 * Writes what a command was told to put into a file (`-o`), in place of what was there.
 *
 * @throws OttoError `directory_not_writable`
 */
export async function writeOutputFile(path: string, content: string | Uint8Array): Promise<WrittenFile> {
  const file = resolve(path);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    await writeFile(file, bytes);
  } catch (cause) {
    throw notWritable(file, cause);
  }
  return { file, bytes: bytes.length };
}

/** What people do not read out of the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such directory',
  ENOTDIR: 'there is no such directory',
  EISDIR: 'it is a directory',
  ENOSPC: 'the disk is full',
};

/** What the system's refusal to write a file means to the user. */
export function notWritable(file: string, cause: unknown): OttoError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  const reason = REASONS[code] ?? code;
  return new OttoError('directory_not_writable', { path: resolve(file), reason, variable: '--output' }, { cause });
}
