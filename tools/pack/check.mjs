import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { npmCommand, runProgram } from '../bootstrap/run-program.mjs';

/** @typedef {{ file: string, names: readonly string[] }} Packed */

const MAX_BYTES = 3 * 1024 * 1024;
const NEEDED = [
  'bin/otto.js',
  'bin/keychain.js',
  'dist/otto.cjs',
  'dist/relay/main.js',
  'dist/extension/manifest.json',
  'dist/extension/SHA256SUMS',
  'package.json',
];
const NEEDLESS = /\.(map|ts|tsx|tsbuildinfo|cache)$|\.spec\.|(^|\/)(test|node_modules)\//;

/**
 * Looks into the package, installs it into a directory where nothing else is, as `npm install --global` would, and sets a
 * machine up with what came out of that.
 * @param {Packed} packed
 * @param {Pick<import('../bootstrap/prepare.mjs').Context, 'progress' | 'signal'>} context
 */
export async function checkPackage({ file, names }, { progress, signal }) {
  const missing = NEEDED.filter((name) => !names.includes(name));
  const needless = names.filter((name) => NEEDLESS.test(name));
  if (missing.length > 0) throw wrong(`it lacks ${missing.join(', ')}`);
  if (needless.length > 0) throw wrong(`it holds what nobody needs: ${needless.slice(0, 5).join(', ')}`);
  if (statSync(file).size > MAX_BYTES) throw wrong(`it has ${statSync(file).size} bytes, more than ${MAX_BYTES}`);
  const directory = mkdtempSync(path.join(tmpdir(), 'otto-package-'));
  const otto = new InstalledOtto(directory, signal);
  try {
    await progress.step('Installing the package', () => otto.install(file));
    await progress.step('Setting a machine up with it', () => tryOut(otto));
  } finally {
    await otto.run('stop').catch(() => undefined);
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {InstalledOtto} otto */
async function tryOut(otto) {
  await otto.run('--version');
  const setup = ['setup', '--non-interactive', '--relay-url', `ws://127.0.0.1:${await freePort()}`];
  const first = JSON.parse(await otto.run(...setup));
  expectStatus(first, 'started registered installed');
  expectStatus(JSON.parse(await otto.run(...setup)), 'already_running already_registered already_current');
  const { isCurrent } = JSON.parse(await otto.run('extension', 'info', '--json'));
  if (isCurrent !== true) throw wrong('the extension that it unpacked is not the one that it holds');
}

/** @param {{ relay: { status: string }, client: { status: string }, extension: { status: string } }} report */
function expectStatus({ relay, client, extension }, /** @type {string} */ wanted) {
  const found = [relay, client, extension].map(({ status }) => status).join(' ');
  if (found !== wanted) throw wrong(`"otto setup" says "${found}" instead of "${wanted}"`);
}

/** The command as npm has installed it, on a machine of its own: nothing of this checkout's environment reaches it. */
class InstalledOtto {
  #directory;
  #signal;

  /** @param {string} directory @param {AbortSignal} signal */
  constructor(directory, signal) {
    this.#directory = directory;
    this.#signal = signal;
  }

  /** @param {string} file */
  async install(file) {
    const [npm, ...args] = npmCommand();
    const flags = ['install', '--global', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
    await this.#require(npm, [...args, ...flags, '--prefix', this.#directory, file]);
  }

  /** @param {readonly string[]} args */
  run(...args) {
    const bin = process.platform === 'win32' ? this.#directory : path.join(this.#directory, 'bin');
    return this.#require(path.join(bin, 'otto'), args);
  }

  /** @param {string} command @param {readonly string[]} args */
  async #require(command, args) {
    const home = path.join(this.#directory, 'home');
    const foreign = Object.entries(process.env).filter(([name]) => !/^(OTTO_|npm_|NODE_)/.test(name));
    const env = { ...Object.fromEntries(foreign), OTTO_HOME: home, OTTO_KEYCHAIN: 'false' };
    // Not from inside the checkout, whose builds lie above everything in it.
    const cwd = this.#directory;
    const { code, stdout, stderr } = await runProgram(command, args, { cwd, env, signal: this.#signal });
    if (code !== 0) {
      const reason = `${path.basename(command)} ${args[0]} ended with code ${code}`;
      throw new Failure('Checking the package', reason, { output: stdout + stderr });
    }
    return stdout;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} reason */
function wrong(reason) {
  return new Failure('Checking the package', reason);
}
