import { OttoError } from '@otto/protocol';
import { isSafePath } from './artifact-path';
import type { Artifact, VerifiedArtifact } from './artifact';
import { CHECKSUM_LIST, parseChecksumList, sha256 } from './checksum-list';
import { readManifest } from './manifest';

/**
 * Checks that every file is on the list of checksums and as it says, that none is missing, and that it is Otto's extension:
 * its id follows from the key in its manifest.
 *
 * @throws OttoError `extension_checksum_missing`, `extension_checksum_mismatch`, `extension_artifact_invalid`
 */
export function verifyArtifact(artifact: Artifact): VerifiedArtifact {
  const { source, files } = artifact;
  const list = files.get(CHECKSUM_LIST);
  if (list === undefined) throw new OttoError('extension_checksum_missing', { source, file: CHECKSUM_LIST });
  const sums = parseChecksumList(Buffer.from(list).toString('utf8'));
  if (sums === undefined) throw invalid(source, `its ${CHECKSUM_LIST} cannot be read`);
  for (const path of files.keys()) {
    if (!isSafePath(path)) throw invalid(source, `it holds a file with the name ${JSON.stringify(path)}`);
    if (path !== CHECKSUM_LIST && !sums.has(path)) throw invalid(source, `${path} is not in its ${CHECKSUM_LIST}`);
  }
  for (const [path, sum] of sums) {
    const content = files.get(path);
    if (content === undefined) throw invalid(source, `${path} is missing`);
    if (sha256(content) !== sum) throw new OttoError('extension_checksum_mismatch', { file: `${path} in ${source}` });
  }
  return { ...artifact, version: versionOf(artifact), sha256: sha256(list) };
}

function versionOf({ source, files }: Artifact): string {
  const manifest = readManifest(files.get('manifest.json') ?? new Uint8Array());
  if (manifest === undefined) throw invalid(source, 'it has no manifest.json');
  if (!manifest.isOtto) throw invalid(source, 'its id is not that of Otto');
  if (manifest.version === undefined) throw invalid(source, 'it has no version');
  return manifest.version;
}

function invalid(source: string, reason: string): OttoError {
  return new OttoError('extension_artifact_invalid', { source, reason });
}
