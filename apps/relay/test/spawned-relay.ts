import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { leftOvers } from './left-overs';
import { TOKEN_SECRET } from './test-secrets';

/** Arguments with which Node.js runs the relay from its sources. */
const FROM_SOURCES = ['-r', join(__dirname, 'typescript-hook.cjs'), join(__dirname, '../src/main.ts')];

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The relay as its users run it: a process of its own, for specs about starting, stopping and dying. */
export class SpawnedRelay {
  readonly #child: ChildProcess;
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';

  constructor(env: Readonly<Record<string, string>>, nodeArguments: readonly string[] = FROM_SOURCES) {
    this.#child = spawn(process.execPath, nodeArguments, {
      env: { PATH: process.env.PATH, OTTO_RELAY_PORT: '0', OTTO_TOKEN_SECRET: TOKEN_SECRET, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    leftOvers.set(this, () => this.kill('SIGKILL'));
    this.ended = once(this.#child, 'close').then(([exitCode, signal]) => this.#end(exitCode, signal));
  }

  /** What it has written so far. */
  get stderr(): string {
    return this.#stderr;
  }

  /** The line that says that it is ready, parsed. */
  async ready(): Promise<{ ready: boolean; port: number; host: string; pid: number; version: string }> {
    while (!this.#stdout.includes('\n')) {
      const ended = await Promise.race([
        once(this.#child.stdout ?? this.#child, 'data').then(() => undefined),
        this.ended,
      ]);
      if (ended !== undefined) throw new Error(`The relay ended: ${ended.stderr}`);
    }
    return JSON.parse(this.#stdout) as Awaited<ReturnType<SpawnedRelay['ready']>>;
  }

  /** Sends a signal and resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }

  #end(exitCode: Ended['exitCode'], signal: Ended['signal']): Ended {
    leftOvers.delete(this);
    return { exitCode, signal, stdout: this.#stdout, stderr: this.#stderr };
  }
}
