import { randomBytes } from 'node:crypto';
import { link, rm, writeFile } from 'node:fs/promises';
import { notWritable, systemCode } from './not-writable';

export interface PlaceOptions {
  /** Whether the content is on disk before the name is. */
  readonly flush?: boolean;
}

/**
 * Creates a file with its content in one step, so that nobody ever sees a part of it; false when the name is taken already.
 * Only its owner can read it. Throws `directory_not_writable`.
 */
export async function placeFile(file: string, text: string, { flush = false }: PlaceOptions = {}): Promise<boolean> {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush });
    await link(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw notWritable(file, error);
  } finally {
    await rm(draft, { force: true });
  }
}
