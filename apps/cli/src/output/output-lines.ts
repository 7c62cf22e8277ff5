import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { notWritable, type WrittenFile } from './output-file';

/**
 * Writes lines into a file as they come. It takes the place of what was there when all of them are written, and not at all
 * otherwise.
 *
 * @throws OttoError `directory_not_writable`; what reading the lines throws
 */
export async function writeOutputLines(
  path: string,
  lines: AsyncIterable<string>,
  onLine: (written: { readonly lines: number; readonly bytes: number }) => void,
): Promise<WrittenFile> {
  const file = resolve(path);
  const draft = `${file}.${process.pid}.part`;
  const written = { lines: 0, bytes: 0 };
  const source: { failure?: unknown } = {};
  try {
    await pipeline(async function* () {
      try {
        for await (const line of lines) {
          const bytes = Buffer.from(`${line}\n`);
          written.lines += 1;
          written.bytes += bytes.length;
          onLine(written);
          yield bytes;
        }
      } catch (error) {
        source.failure = error;
        throw error;
      }
    }, createWriteStream(draft));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw 'failure' in source ? source.failure : notWritable(file, error);
  }
  return { file, bytes: written.bytes };
}
