import { isRecord, type Environment } from '@otto/protocol';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface ReadyRelay {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  /** Older relays do not say it. */
  readonly version?: string;
}

export interface RelayChildOptions {
  /** The relay's program. */
  readonly entry: string;
  readonly env: Environment;
  /** Whether it may outlive this process. */
  readonly detached: boolean;
  /** A file descriptor, or `pipe` to read it here. */
  readonly stderr: number | 'pipe';
}

const END_LIMIT_MS = 10_000;

/** A relay as the process that starts it sees it: its child, until it is let go. */
export class RelayChild {
  readonly #child: ChildProcess;
  /** How it ended, in words. Never rejects. */
  readonly ended: Promise<string>;
  #hasSucceeded = false;
  /** What it says when it is ready; undefined when it ends before. */
  readonly ready: Promise<ReadyRelay | undefined>;

  constructor({ entry, env, detached, stderr }: RelayChildOptions) {
    const child = spawn(process.execPath, [entry], {
      env: { ...env },
      detached,
      windowsHide: true,
      stdio: ['ignore', 'pipe', stderr],
    });
    this.#child = child;
    this.ended = new Promise((resolve) => {
      child.once('error', ({ message }) => resolve(message));
      child.once('exit', (code, signal) => {
        this.#hasSucceeded = code === 0;
        resolve(signal ? `it was ended by ${signal}` : `it ended with code ${code}`);
      });
    });
    this.ready = new Promise((resolve) => {
      // stdout is for this one line; everything else goes to stderr.
      createInterface({ input: child.stdout as Readable }).on('line', (line) => {
        const ready = parseReady(line);
        if (ready) resolve(ready);
      });
      void this.ended.then(() => resolve(undefined));
    });
  }

  /** Whether it has ended because somebody asked for that. */
  get hasSucceeded(): boolean {
    return this.#hasSucceeded;
  }

  /** What it writes besides the ready line, if it is piped. */
  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  /** Asks it to end, makes it when it does not within 10 s, and waits for that. */
  async end(): Promise<void> {
    this.#child.kill('SIGTERM');
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), END_LIMIT_MS);
    await this.ended;
    clearTimeout(limit);
  }

  /** Lets it go on alone: nothing of it keeps this process from ending. */
  letGo(): void {
    this.#child.stdout?.destroy();
    this.#child.unref();
  }
}

function parseReady(line: string): ReadyRelay | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value) || value.ready !== true) return undefined;
    const { pid, host, port, version } = value;
    return typeof pid === 'number' && typeof host === 'string' && typeof port === 'number'
      ? { pid, host, port, ...(typeof version === 'string' && { version }) }
      : undefined;
  } catch {
    return undefined;
  }
}
