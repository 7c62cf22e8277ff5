import { Injectable } from '@nestjs/common';
import { OttoError } from '@otto/protocol';
import { dirname, resolve } from 'node:path';
import { BUILT, builtFile } from '../built-file';
import { ConfigFile } from '../home/config-file';
import { OttoHome } from '../home/otto-home';
import { Invocation } from '../invocation';
import type { VerifiedArtifact } from './artifact';
import { installArtifact } from './install-artifact';
import { loadArtifact } from './load-artifact';
import { readDirectory } from './read-directory';
import { verifyArtifact } from './verify-artifact';

/** The copy that a browser loads. */
export type InstalledExtension =
  | { readonly state: 'missing'; readonly directory: string }
  | { readonly state: 'damaged'; readonly directory: string; readonly problem: OttoError }
  | { readonly state: 'intact'; readonly directory: string; readonly version: string; readonly sha256: string };

export interface UpdateRequest {
  /** Version that it has to be. */
  readonly version?: string | undefined;
  /** Directory, zip file or address; what came with this command when left out. */
  readonly from?: string | undefined;
  /** Where to unpack it to, now and later. */
  readonly output?: string | undefined;
}

export interface Update {
  readonly status: 'installed' | 'updated' | 'already_current';
  readonly directory: string;
  readonly version: string;
  readonly sha256: string;
  readonly source: string;
  /** What was there before, if it was whole. */
  readonly previousVersion?: string;
}

/** The extension's files on this machine: the copy that came with the command line, and the unpacked one. */
@Injectable()
export class ExtensionFiles {
  constructor(
    private readonly home: OttoHome,
    private readonly config: ConfigFile,
    private readonly invocation: Invocation,
  ) {}

  /** @throws OttoError `not_built`, or what is wrong with it */
  async shipped(): Promise<VerifiedArtifact> {
    return loadArtifact(dirname(builtFile(BUILT.extensionManifest, 'The extension')), this.invocation.signal);
  }

  async installed(): Promise<InstalledExtension> {
    const directory = (await this.config.read()).extensionDirectory ?? this.home.extensionDirectory;
    return inspect(directory);
  }

  /**
   * Unpacks a verified copy, in place of the one that is there.
   *
   * @throws OttoError see loadArtifact and installArtifact; `extension_version_unavailable`
   */
  async update({ version, from, output }: UpdateRequest): Promise<Update> {
    const artifact = await this.#artifact(from, version);
    const { extensionDirectory } = await this.config.read();
    const directory = output === undefined ? (extensionDirectory ?? this.home.extensionDirectory) : resolve(output);
    const before = await inspect(directory);
    const isCurrent = before.state === 'intact' && before.sha256 === artifact.sha256;
    const isOurs = directory === this.home.extensionDirectory;
    if (!isCurrent) await installArtifact(artifact, directory, { signal: this.invocation.signal, isOurs });
    if (output !== undefined) await this.config.change({ extensionDirectory: directory });
    const replaced = before.state === 'missing' ? 'installed' : 'updated';
    return {
      status: isCurrent ? 'already_current' : replaced,
      directory,
      version: artifact.version,
      sha256: artifact.sha256,
      source: artifact.source,
      ...(before.state === 'intact' && { previousVersion: before.version }),
    };
  }

  async #artifact(from: string | undefined, wanted: string | undefined): Promise<VerifiedArtifact> {
    const { signal } = this.invocation;
    const artifact = from === undefined ? await this.shipped() : await loadArtifact(from, signal);
    const { source, version: found } = artifact;
    if (wanted === undefined || found === wanted) return artifact;
    const { extensionReleaseUrl } = await this.config.read();
    if (from !== undefined || extensionReleaseUrl === undefined) {
      throw new OttoError('extension_version_unavailable', { wanted, source, found, placeholder: '{version}' });
    }
    return this.#artifact(extensionReleaseUrl.replaceAll('{version}', wanted), wanted);
  }
}

async function inspect(directory: string): Promise<InstalledExtension> {
  try {
    const artifact = await readDirectory(directory);
    if (artifact === undefined) return { state: 'missing', directory };
    const { version, sha256 } = verifyArtifact(artifact);
    return { state: 'intact', directory, version, sha256 };
  } catch (error) {
    if (!(error instanceof OttoError)) throw error;
    return { state: 'damaged', directory, problem: error };
  }
}
