import { spawn, type ChildProcess } from 'node:child_process';
import type { Environment } from '@otto/protocol';
import type { Duplex, Readable, Writable } from 'node:stream';
import { DebuggingPipe } from './debugging-pipe';

const KEPT_OUTPUT_CHARACTERS = 16_000;
const LAST_WORDS_MS = 200;

/** How a browser ended. */
export interface BrowserEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** When it could not be started at all, such as `EACCES`. */
  readonly failure?: string;
}

/** The browser as a process: its pipe, what it wrote last, and its end. */
export class BrowserProcess {
  readonly pipe: DebuggingPipe;
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<BrowserEnd>;
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    const [, stdout, stderr, toBrowser, fromBrowser] = child.stdio as [null, Readable, Readable, Writable, Duplex];
    this.pipe = new DebuggingPipe(toBrowser, fromBrowser);
    for (const stream of [stdout, stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-KEPT_OUTPUT_CHARACTERS);
      });
    }
    this.ended = new Promise((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ code: null, signal: null, failure: error.code ?? error.message }),
      );
      child.once('exit', (code, signal) => {
        // Its last words are still on the way; a helper process that keeps the stream open must not hold them up.
        const resolveEnd = (): void => resolve({ code, signal });
        setTimeout(resolveEnd, LAST_WORDS_MS).unref();
        child.once('close', resolveEnd);
      });
    });
  }

  static start(path: string, flags: readonly string[], env: Environment): BrowserProcess {
    return new BrowserProcess(
      spawn(path, flags, {
        stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
        env: withoutOttoSettings(env),
        // A group of its own, so that `kill` reaches the browser also behind a script that starts it.
        detached: process.platform !== 'win32',
      }),
    );
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The last of what it wrote to its terminal. */
  get output(): string {
    return this.#output;
  }

  /** Ends it by force, with whatever it started. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch {
      // All of them have ended.
    }
  }
}

/** Tokens and secrets of Otto are nothing that a browser, its pages' helpers or its crash reports should hold. */
function withoutOttoSettings(env: Environment): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('OTTO_')));
}

const NO_SANDBOX =
  'it has no usable sandbox (install chromium-sandbox or allow user namespaces; where a container is the sandbox: otto node start -- --no-sandbox)';

/** Exit code by which Chromium says that another one has its profile. */
const PROFILE_IN_USE = 21;

/** Why a browser ended that should have run, in words that follow "The browser did not start: ". */
export function reasonOf({ code, signal, failure }: BrowserEnd, output: string): string {
  if (failure !== undefined) return `it cannot be run (${failure})`;
  if (code === PROFILE_IN_USE || /ProcessSingleton|profile appears to be in use/.test(output)) {
    return 'another browser uses its profile';
  }
  if (/Missing X server|cannot open display|Failed to connect to Wayland/i.test(output)) {
    return 'there is no screen to show it on (use --headless)';
  }
  if (/No usable sandbox|without --no-sandbox|sandbox host/i.test(output)) return NO_SANDBOX;
  const last = lastWords(output);
  return `it ended with ${signal ?? `code ${code}`}${last && ` (${last})`}`;
}

/** The last line that is more than the usual complaints about a missing system bus, without the prefix of Chromium's logs. */
function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/\bdbus\//.test(line));
  return (lines.at(-1) ?? '')
    .replace(/^\[[^\]]*\] ?/, '')
    .trim()
    .slice(0, 200);
}
