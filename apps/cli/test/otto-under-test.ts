import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Invocation, type Screen } from '../src/invocation';
import { runOtto } from '../src/run-otto';
import { expectDocumented } from './documented-output';

export interface Run {
  readonly code: 0 | 1;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether stdout and stderr are terminals. */
  readonly tty?: boolean;
  /** What is typed; a stream where that depends on what is asked. */
  readonly stdin?: string | Readable;
  readonly signal?: AbortSignal;
  readonly relayProgram?: string;
  readonly keychainProgram?: string;
}

/** Streams that keep what is written to them. */
export class Capture {
  readonly stdout: Screen = new PassThrough();
  readonly stderr: Screen = new PassThrough();
  readonly #texts = { stdout: '', stderr: '' };

  constructor(tty = false) {
    for (const name of ['stdout', 'stderr'] as const) {
      if (tty) Object.assign(this[name], { isTTY: true, columns: 80 });
      this[name].on('data', (chunk: Buffer) => (this.#texts[name] += chunk.toString()));
    }
  }

  text(name: 'stdout' | 'stderr'): string {
    return this.#texts[name];
  }

  /** Resolves when this was written. */
  async written(name: 'stdout' | 'stderr', text: string): Promise<void> {
    while (!this.#texts[name].includes(text)) await new Promise((resolve) => this[name].once('data', resolve));
  }
}

/** The `otto` command, in this process, with a home of its own: argv in, streams out. */
export class OttoUnderTest {
  private constructor(readonly home: string) {}

  static async create(): Promise<OttoUnderTest> {
    return new OttoUnderTest(await mkdtemp(join(tmpdir(), 'otto-cli-')));
  }

  async run(argv: readonly string[], options: RunOptions = {}, capture = new Capture(options.tty)): Promise<Run> {
    const { env, stdin = '', signal = new AbortController().signal, relayProgram, keychainProgram } = options;
    const invocation = new Invocation({
      argv,
      // The keychain of whoever runs the specs is left alone.
      env: { OTTO_HOME: this.home, OTTO_KEYCHAIN: 'false', ...env },
      stdin: typeof stdin === 'string' ? Readable.from(stdin) : stdin,
      stdout: capture.stdout,
      stderr: capture.stderr,
      signal,
      relayProgram,
      keychainProgram,
    });
    const code = await runOtto(invocation);
    return { code, stdout: capture.text('stdout'), stderr: capture.text('stderr') };
  }

  /** Runs a command that has to succeed, and gives what it prints with `--json`: what is documented, in any case. */
  async json<T = Record<string, unknown>>(argv: readonly string[], options?: RunOptions): Promise<T> {
    const { code, stdout, stderr } = await this.run([...argv, '--json'], options);
    if (code !== 0) throw new Error(`otto ${argv.join(' ')}: ${stderr}`);
    const output: unknown = JSON.parse(stdout);
    expectDocumented(argv, output);
    return output as T;
  }

  path(...parts: string[]): string {
    return join(this.home, ...parts);
  }

  async remove(): Promise<void> {
    await rm(this.home, { recursive: true, force: true });
  }
}
