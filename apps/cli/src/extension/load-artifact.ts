import { OttoError } from '@otto/protocol';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ARTIFACT_LIMITS, type VerifiedArtifact } from './artifact';
import { parseSingleChecksum, sha256 } from './checksum-list';
import { download } from './download';
import { readDirectory } from './read-directory';
import { readZip } from './read-zip';
import { verifyArtifact } from './verify-artifact';

const MAX_CHECKSUM_BYTES = 4 * 1024;

/**
 * Gets a copy of the extension from a directory, a zip file or the address of one, and verifies it: an archive by the
 * `<archive>.sha256` beside it before it is opened, its files by the list inside.
 *
 * @throws OttoError `extension_artifact_invalid`, `extension_checksum_missing`, `extension_checksum_mismatch`,
 *   `extension_download_failed`, `invalid_argument`, `command_cancelled`
 */
export async function loadArtifact(from: string, signal: AbortSignal): Promise<VerifiedArtifact> {
  if (/^https?:/i.test(from)) return fromUrl(from, signal);
  const path = resolve(from);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new OttoError('extension_artifact_invalid', { source: path, reason: 'it is not there' });
  if (found.isDirectory()) return fromDirectory(path);
  if (found.size > ARTIFACT_LIMITS.archiveBytes) {
    throw new OttoError('extension_artifact_invalid', { source: path, reason: 'it is far too large' });
  }
  const checksum = await readFile(`${path}.sha256`).catch(() => undefined);
  return fromArchive(path, await readFile(path), checksum);
}

async function fromDirectory(path: string): Promise<VerifiedArtifact> {
  const artifact = await readDirectory(path);
  if (artifact === undefined)
    throw new OttoError('extension_artifact_invalid', { source: path, reason: 'it is empty' });
  return verifyArtifact(artifact);
}

async function fromUrl(url: string, signal: AbortSignal): Promise<VerifiedArtifact> {
  const checksum = await download(`${url}.sha256`, { maxBytes: MAX_CHECKSUM_BYTES, signal });
  // Without one the archive would be of no use.
  if (checksum === undefined) throw new OttoError('extension_checksum_missing', { source: url, file: `${url}.sha256` });
  const archive = await download(url, { maxBytes: ARTIFACT_LIMITS.archiveBytes, signal });
  if (archive === undefined) throw new OttoError('extension_download_failed', { url, reason: 'it answers 404' });
  return fromArchive(url, archive, checksum);
}

async function fromArchive(
  source: string,
  archive: Uint8Array,
  checksum: Buffer | undefined,
): Promise<VerifiedArtifact> {
  const file = `${source}.sha256`;
  if (checksum === undefined) throw new OttoError('extension_checksum_missing', { source, file });
  const wanted = parseSingleChecksum(checksum.toString('utf8'));
  if (wanted === undefined) {
    throw new OttoError('extension_artifact_invalid', { source, reason: `${file} holds no SHA-256` });
  }
  if (sha256(archive) !== wanted) throw new OttoError('extension_checksum_mismatch', { file: source });
  return verifyArtifact(await readZip(source, archive));
}
