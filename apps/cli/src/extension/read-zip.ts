import { OttoError } from '@otto/protocol';
import type { UnzipFileInfo } from 'fflate';
import { ARTIFACT_LIMITS, type Artifact } from './artifact';
import { isSafePath } from './artifact-path';

/**
 * Unpacks an archive in memory. Names and sizes are judged by the archive's directory before anything is inflated, and no
 * file gets more room than that directory says: neither a way out of the target nor a bomb gets that far.
 *
 * @throws OttoError `extension_artifact_invalid`
 */
export async function readZip(source: string, archive: Uint8Array): Promise<Artifact> {
  const { unzipSync } = await import('fflate');
  const gate = new EntryGate(source);
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(archive, { filter: (entry) => gate.admits(entry) });
  } catch (cause) {
    if (cause instanceof OttoError) throw cause;
    throw new OttoError('extension_artifact_invalid', { source, reason: 'it is not a zip archive' }, { cause });
  }
  return { source, files: new Map(Object.entries(entries)) };
}

/** Sees every entry of the archive's directory before it is unpacked. */
class EntryGate {
  #totalBytes = 0;
  readonly #names = new Set<string>();

  constructor(private readonly source: string) {}

  /** False for what is no file. */
  admits({ name, originalSize }: UnzipFileInfo): boolean {
    if (name.endsWith('/') && isSafePath(name.slice(0, -1))) return false;
    // On the systems of most people, two names that differ in case are one file.
    const folded = name.toLowerCase();
    if (!isSafePath(name)) throw this.#refusal(`it holds a file with the name ${JSON.stringify(name)}`);
    if (this.#names.has(folded)) throw this.#refusal(`it holds ${name} twice`);
    this.#names.add(folded);
    this.#totalBytes += originalSize;
    if (this.#totalBytes > ARTIFACT_LIMITS.totalBytes || this.#names.size > ARTIFACT_LIMITS.files) {
      throw this.#refusal('it unpacks to far too much');
    }
    return true;
  }

  #refusal(reason: string): OttoError {
    return new OttoError('extension_artifact_invalid', { source: this.source, reason });
  }
}
