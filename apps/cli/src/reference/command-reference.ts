/** A command line that works as it stands, and what it is for. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** What help and the reference page tell of a command beside its options. */
export interface CommandReference {
  readonly examples: readonly Example[];
  /** What its exit code says, where that is more than success or failure. */
  readonly exits?: string;
  /** Its --json output is a stream: one document a line (NDJSON), each of the documented shape. */
  readonly isStream?: true;
}
