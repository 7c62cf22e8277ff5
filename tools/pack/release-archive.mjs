import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';

/** The same files make the same archive, byte by byte: whoever builds it anew can compare. */
const SOME_DAY = new Date(2020, 0, 1);

/**
 * Writes the extension as an archive with its checksum beside it, which is what `otto extension update --from` takes.
 * @param {string} directory of the built extension
 * @param {string} archive
 */
export function writeReleaseArchive(directory, archive) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const entries = files.map((file) => [path.relative(directory, file).split(path.sep).join('/'), readFileSync(file)]);
  const zip = zipSync(Object.fromEntries(entries), { level: 9, mtime: SOME_DAY });
  writeFileSync(archive, zip);
  const sum = createHash('sha256').update(zip).digest('hex');
  writeFileSync(`${archive}.sha256`, `${sum}  ${path.basename(archive)}\n`);
}
