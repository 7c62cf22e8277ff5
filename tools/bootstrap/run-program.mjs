import { spawn } from 'node:child_process';
import path from 'node:path';

const KEPT_OUTPUT = 200_000;
/** `otto node start` lets a browser save what it has to before it ends. */
const GRACE_MS = 20_000;

/**
 * @typedef {object} ProgramOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] this process's own when left out
 * @property {AbortSignal} [signal] asks the program to end, and kills it when it does not
 * @property {boolean} [attached] give it this terminal instead of keeping its output
 * @property {boolean} [apart] keep the terminal's Ctrl+C from it, so that this process alone decides when it ends
 * @typedef {object} ProgramResult
 * @property {number} code its exit code; 128 + n when signal n ended it
 * @property {string} stdout the last of it, as `stderr`; empty when attached
 * @property {string} stderr
 */

/**
 * Runs a program to its end. Rejects when it cannot be started, or with the signal's reason when that ended it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ProgramOptions} [options]
 * @returns {Promise<ProgramResult>}
 */
export async function runProgram(
  command,
  args,
  { cwd, env = process.env, signal, attached = false, apart = false } = {},
) {
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd,
    env,
    detached: apart,
    windowsHide: true,
    stdio: attached ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    // Windows finds npm.cmd only through its shell, and node only without one when its path holds spaces.
    shell: process.platform === 'win32' && !path.isAbsolute(command),
  });
  const output = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name]?.setEncoding('utf8').on('data', (text) => (output[name] = (output[name] + text).slice(-KEPT_OUTPUT)));
  }
  const end = endOnAbort(child, signal);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, by) => resolve(exitCode ?? 128 + (by === 'SIGKILL' ? 9 : 15)));
    });
    signal?.throwIfAborted();
    return { code, ...output };
  } finally {
    end();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {AbortSignal} [signal]
 * @returns {() => void} takes the listener and timer away
 */
function endOnAbort(child, signal) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const onAbort = () => {
    child.kill('SIGTERM');
    timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}

/**
 * How to call npm: the one that runs this script when there is one, so that its version and settings are kept.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env = process.env) {
  const script = env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm'];
}
