import type { Environment } from '@otto/protocol';
import type { Readable, Writable } from 'node:stream';

/** A stream that may be a terminal. */
export type Screen = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What one run of `otto` was started with. Everything reaches the process through this, so that a spec can be one. */
export class Invocation {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly stdin: Readable;
  readonly stdout: Screen;
  readonly stderr: Screen;
  /** Aborts at Ctrl+C. */
  readonly signal: AbortSignal;
  /** What `otto start` runs; the relay that was built with this command line, when left out. */
  readonly relayProgram?: string | undefined;
  /** What is asked for the keychain; the helper that was built with this command line, when left out. */
  readonly keychainProgram?: string | undefined;

  constructor(parts: Invocation) {
    this.argv = parts.argv;
    this.env = parts.env;
    this.stdin = parts.stdin;
    this.stdout = parts.stdout;
    this.stderr = parts.stderr;
    this.signal = parts.signal;
    this.relayProgram = parts.relayProgram;
    this.keychainProgram = parts.keychainProgram;
  }
}
