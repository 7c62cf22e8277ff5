import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Run } from './machine';

/** A command that goes on, with its streams in pipes, as a program would run it. */
export class RunningOtto {
  readonly #texts = { stdout: '', stderr: '' };
  readonly #child: ChildProcess;
  /** Resolves when it has ended by itself or by `interrupt`. */
  readonly ended: Promise<Run>;

  constructor(file: string, args: readonly string[], env: NodeJS.ProcessEnv, limitMs = 90_000) {
    const child = spawn(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (this.#texts[name] += text));
    }
    this.#child = child;
    this.ended = once(child, 'close').then(([code]: (number | null)[]) => {
      clearTimeout(limit);
      return { code: code ?? null, ...this.#texts };
    });
  }

  /** What it has printed so far, as lines of JSON. */
  get lines(): Record<string, unknown>[] {
    const whole = this.#texts.stdout.slice(0, this.#texts.stdout.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Resolves when a stream has this text, at or behind `from`; rejects when it ends without. */
  async printed(name: 'stdout' | 'stderr', text: string, from = 0): Promise<void> {
    let hasEnded = false;
    void this.ended.then(() => (hasEnded = true));
    while (!this.#texts[name].includes(text, from)) {
      if (hasEnded) throw new Error(`ended without "${text}":\n${this.#texts.stdout}${this.#texts.stderr}`);
      await Promise.race([once(this.#child[name] as NodeJS.ReadableStream, 'data'), this.ended]);
    }
  }

  /** How much it has printed so far. */
  get length(): number {
    return this.#texts.stdout.length;
  }

  /** As Ctrl+C does. */
  interrupt(): Promise<Run> {
    this.#child.kill('SIGINT');
    return this.ended;
  }
}
