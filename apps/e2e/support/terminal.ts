import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { OTTO, type Machine } from './machine';

/** Ctrl+C, as a terminal turns it into an interruption of the program in front. */
export const CTRL_C = '\u0003';

const COLUMNS = 100;

type Program = ChildProcessByStdio<Writable, Readable, null>;

/** A person's terminal in which `otto` runs: a pseudo-terminal, of `script` from util-linux. */
export class Terminal {
  #text = '';
  readonly #child: Program;
  readonly #closed: Promise<unknown>;

  private constructor(child: Program) {
    this.#child = child;
    this.#closed = once(child, 'close');
    child.stdout.on('data', (chunk: Buffer) => (this.#text += chunk.toString('utf8')));
  }

  static run(machine: Machine, args: readonly string[]): Terminal {
    const command = [process.execPath, OTTO, ...args].map((word) => `'${word}'`).join(' ');
    const line = `stty cols ${COLUMNS} rows 30; exec ${command}`;
    const env = { ...process.env, OTTO_HOME: machine.home, OTTO_KEYCHAIN: 'false', TERM: 'xterm' };
    return new Terminal(spawn('script', ['-qefc', line, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** What was shown, without what moves the cursor and paints. */
  get text(): string {
    return stripVTControlCharacters(this.#text);
  }

  /** Waits until it shows something like that, and gives it. */
  async shows(pattern: RegExp): Promise<string> {
    for (;;) {
      const [found] = pattern.exec(this.text) ?? [];
      if (found !== undefined) return found;
      if (this.#child.exitCode !== null) throw new Error(`it ended, having shown: ${this.text}`);
      await Promise.race([once(this.#child.stdout, 'data'), this.#closed]);
    }
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Waits for the end of the program, and gives its exit code. */
  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
