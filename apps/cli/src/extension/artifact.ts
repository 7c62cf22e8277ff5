/** A copy of the extension in memory, not yet to be believed. */
export interface Artifact {
  /** Where it comes from, for people. */
  readonly source: string;
  /** By path below the extension's directory, with `/` on every system. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** One that is known to be Otto's, whole and unchanged. */
export interface VerifiedArtifact extends Artifact {
  readonly version: string;
  /** SHA-256 of its list of checksums, and so of everything in it. */
  readonly sha256: string;
}

/** Far above what the extension needs, and far below what would hurt a machine. */
export const ARTIFACT_LIMITS = {
  archiveBytes: 64 * 1024 * 1024,
  totalBytes: 128 * 1024 * 1024,
  files: 2_000,
} as const;
