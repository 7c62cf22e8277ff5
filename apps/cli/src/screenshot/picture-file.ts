import type { ImageFormat } from '@otto/protocol';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { notWritable, writeOutputFile, type WrittenFile } from '../output/output-file';

const EXTENSIONS = { png: 'png', jpeg: 'jpg' } as const satisfies Record<ImageFormat, string>;
const MAX_NAME = 80;
const MAX_TRIES = 1000;

/** The format that a file's name stands for. */
export function formatOf(file: string | undefined): ImageFormat | undefined {
  const extension = extname(file ?? '').toLowerCase();
  if (extension === '.png') return 'png';
  return extension === '.jpg' || extension === '.jpeg' ? 'jpeg' : undefined;
}

/** What URLs write for blanks and letters beyond ASCII; nothing in it can be a slash or a dot. */
const ENCODED_LETTERS = /(?:%[89a-f][0-9a-f])+|%20/gi;

/** A name that tells which page it shows: `example.com-pricing-plans`. */
export function nameFor(url: string): string {
  const { host, pathname, protocol } = new URL(url);
  const path = pathname.replaceAll(ENCODED_LETTERS, readable);
  const place = host === '' ? `${protocol}${path}` : `${host}${path}`;
  const name = place.replaceAll(/[^\p{L}\p{N}.]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/g, '');
  return name.slice(0, MAX_NAME) || 'screenshot';
}

/**
 * Writes a picture into the file that the user named, or else into a new one in the working directory: what is there
 * already, and was not named, is left alone.
 *
 * @throws OttoError `directory_not_writable`
 */
export async function writePicture(
  named: string | undefined,
  { url, format, bytes }: { readonly url: string; readonly format: ImageFormat; readonly bytes: Uint8Array },
): Promise<WrittenFile> {
  if (named !== undefined) return writeOutputFile(named, bytes);
  const file = await newFile(nameFor(url), EXTENSIONS[format]);
  return writeOutputFile(file, bytes);
}

/** Makes an empty file of that name, or with the first free number behind it, so that nobody else takes it meanwhile. */
async function newFile(name: string, extension: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.${extension}`;
    try {
      await (await open(file, 'wx')).close();
      return file;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST' || number === MAX_TRIES) throw notWritable(file, cause);
    }
  }
}

function readable(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded; // of another character set
  }
}
