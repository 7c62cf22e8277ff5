import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { TerminalScreen } from './terminal-screen';

export interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly columns?: number;
  /** Ends the program after so many ms, which fails the spec that waits for it. */
  readonly limitMs?: number;
}

const ROWS = 30;
const CTRL_C = '\u0003';

/** A program at a terminal: a pseudo-terminal of the system (`script`, of every Linux), somebody who types, and a screen. */
export class Terminal {
  readonly screen: TerminalScreen;
  /** Resolves with the exit code when the program has ended. */
  readonly ended: Promise<number | null>;
  readonly #child: ChildProcessWithoutNullStreams;

  private constructor(child: ChildProcessWithoutNullStreams, columns: number, limitMs: number) {
    this.#child = child;
    this.screen = new TerminalScreen(columns);
    child.stdout.setEncoding('utf8').on('data', (text: string) => this.screen.write(text));
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    this.ended = once(child, 'close').then(([code]: (number | null)[]) => {
      clearTimeout(limit);
      return code ?? null;
    });
  }

  static run(command: readonly string[], options: TerminalOptions): Terminal {
    const { env, columns = 100, limitMs = 60_000 } = options;
    const line = `stty cols ${columns} rows ${ROWS}; exec ${command.map(quoted).join(' ')}`;
    const environment = { ...process.env, TERM: 'xterm-256color', SHELL: '/bin/sh', ...env };
    const child = spawn('script', ['-qefc', line, '/dev/null'], { env: environment });
    return new Terminal(child, columns, limitMs);
  }

  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Ends the program without asking; nothing happens to one that has ended. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  interrupt(): void {
    this.type(CTRL_C);
  }

  /** Resolves when the screen shows it; rejects when the program ends without. */
  async shows(what: string | RegExp): Promise<void> {
    const isShown = (): boolean => this.screen.text.search(what instanceof RegExp ? what : literal(what)) !== -1;
    let hasEnded = false;
    void this.ended.then(() => (hasEnded = true));
    while (!isShown()) {
      if (hasEnded) throw new Error(`the program ended, and the screen never showed ${what}:\n${this.screen.text}`);
      await Promise.race([once(this.#child.stdout, 'data'), this.ended]);
    }
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function literal(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
