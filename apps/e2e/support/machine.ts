import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RunningOtto } from './running-otto';
import { Terminal, type TerminalOptions } from './terminal';

const REPOSITORY = resolve(__dirname, '../../..');
export const OTTO = join(REPOSITORY, 'apps/cli/bin/otto.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the program after so many ms, which fails the spec that waits for it; a command must end by itself before. */
  readonly limitMs?: number;
  readonly cwd?: string;
}

/** Runs a program to its end and keeps what it printed. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const { env = {}, limitMs = 60_000, cwd = REPOSITORY } = options;
  const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => {
      clearTimeout(limit);
      done({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** A user's machine: an OTTO_HOME of its own, and the real `otto` command. */
export class Machine {
  private constructor(readonly home: string) {}

  static async create(): Promise<Machine> {
    return new Machine(await mkdtemp(join(tmpdir(), 'otto-e2e-')));
  }

  otto(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return run(process.execPath, [OTTO, ...args], { ...options, env: { ...this.env, ...options.env } });
  }

  /** Runs a command that goes on, beside the spec. */
  start(args: readonly string[]): RunningOtto {
    return new RunningOtto(process.execPath, [OTTO, ...args], { ...process.env, ...this.env });
  }

  /** Runs a command at a terminal. */
  terminal(args: readonly string[], options: Partial<TerminalOptions> = {}): Terminal {
    return Terminal.run([process.execPath, OTTO, ...args], { ...options, env: { ...this.env, ...options.env } });
  }

  /** What makes `otto` belong to this machine; the keychain of whoever runs the specs is left alone. */
  get env(): Readonly<Record<string, string>> {
    return { OTTO_HOME: this.home, OTTO_KEYCHAIN: 'false' };
  }

  /** Runs a command that has to succeed and gives what it prints with `--json`. */
  async json<T>(args: readonly string[], options?: RunOptions): Promise<T> {
    const { code, stdout, stderr } = await this.otto([...args, '--json'], options);
    if (code !== 0) throw new Error(`otto ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
    return JSON.parse(stdout) as T;
  }

  async file(path: string): Promise<string> {
    return readFile(join(this.home, path), 'utf8');
  }

  /** Starts the relay on a free port, registers a client and logs it in. */
  async startRelay(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.json(['start', '--port', '0'], { env });
    await this.json(['client', 'register', '--name', 'e2e', '--description', 'end-to-end specs']);
    await this.json(['client', 'login']);
  }

  /** Starts a headless browser as a node of the relay and waits until it is connected. */
  async startNode(
    browserFlags: readonly string[] = [],
    options: readonly string[] = [],
  ): Promise<{ nodeId: string; pid: number; profile: string; paired: boolean }> {
    const flags = browserFlags.length > 0 ? ['--', ...browserFlags] : [];
    const { code, stdout, stderr } = await this.otto(['node', 'start', '--headless', '--json', ...options, ...flags]);
    if (code !== 0) throw new Error(`otto node start ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as { nodeId: string; pid: number; profile: string; paired: boolean };
  }

  /** Stops whatever runs and removes the machine. */
  async remove(): Promise<void> {
    await this.otto(['node', 'stop', '--all']);
    await this.otto(['stop']);
    await rm(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
