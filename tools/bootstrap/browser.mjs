import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { runProgram } from './run-program.mjs';

/** The one place that knows where browsers are is the CLI; this asks it. */
const OTTO = 'apps/cli/bin/otto.js';
/** apt shows a dialog without it; a second apt on the machine is waited for rather than failed on. */
const APT = { DEBIAN_FRONTEND: 'noninteractive' };
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=300', '-y', '-q'];

/**
 * @param {string} root
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ path: string, name: string } | { code: string, message: string, actionableHint: string }>}
 */
export async function findBrowser(root, signal) {
  const args = [path.join(root, OTTO), 'node', 'browser', '--json'];
  const { stdout, stderr } = await runProgram(process.execPath, args, { cwd: root, signal });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Failure('Finding a browser', 'the otto command does not work', {
      output: stdout + stderr,
      remedy: 'Build it anew: npm run build:cli',
    });
  }
}

/** Whether this process may install one by itself: root on Debian, Ubuntu and their kin, and nobody named another. */
export function canInstallBrowser(env = process.env) {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && !env.OTTO_BROWSER;
}

/** @param {AbortSignal} [signal] */
export async function installBrowser(signal) {
  for (const args of [
    ['update', '-q'],
    ['install', ...APT_OPTIONS, '--no-install-recommends', 'chromium'],
  ]) {
    const { code, stdout, stderr } = await runProgram('apt-get', args, { env: { ...process.env, ...APT }, signal });
    if (code !== 0) {
      throw new Failure('Installing Chromium', `apt-get ${args[0]} ended with code ${code}`, {
        output: stdout + stderr,
        remedy: 'Install Chrome or Chromium by hand, or name a browser with OTTO_BROWSER; then run this again.',
      });
    }
  }
}
