import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { npmCommand, runProgram } from './run-program.mjs';

// Inside node_modules, so that whoever removes or replaces that directory removes the claim as well.
const STAMP = 'node_modules/.otto-packages';
const LOCK = 'package-lock.json';

/**
 * Whether node_modules holds what package-lock.json says. Besides its own stamp it believes npm's record of a finished
 * installation, so that somebody's own `npm ci` is not done again.
 * @param {string} root
 */
export function arePackagesInstalled(root) {
  const wanted = stampOf(root);
  if (readText(path.join(root, STAMP)) === wanted) return true;
  if (!holdsLockedPackages(root)) return false;
  writeFileSync(path.join(root, STAMP), wanted);
  return true;
}

/**
 * `npm ci`. The stamp goes first and comes back last: an interrupted installation is never taken for a finished one.
 * @param {string} root
 * @param {AbortSignal} [signal]
 */
export async function installPackages(root, signal) {
  rmSync(path.join(root, STAMP), { force: true });
  rmSync(path.join(root, 'node_modules/.package-lock.json'), { force: true });
  const wanted = stampOf(root);
  const [npm, ...args] = npmCommand();
  const { code, stdout, stderr } = await runProgram(npm, [...args, 'ci', '--no-progress'], { cwd: root, signal });
  if (code !== 0) {
    throw new Failure('Installing packages', `npm ci ended with code ${code}`, {
      output: stdout + stderr,
      remedy:
        'Look at what npm says above; without a network the packages have to be in its cache. Then run this again.',
    });
  }
  writeFileSync(path.join(root, STAMP), wanted);
}

/** Platform and architecture belong to it: packages hold binaries. @param {string} root */
function stampOf(root) {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, LOCK)))
    .digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** @param {string} root */
function holdsLockedPackages(root) {
  const locked = packagesOf(path.join(root, LOCK));
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (!locked || !installed) return false;
  const names = Object.keys(locked).filter((name) => name !== '');
  const isSame = (/** @type {string} */ name) => {
    const { [name]: wanted } = locked;
    const { [name]: found } = installed;
    return found
      ? wanted?.version === found.version && wanted?.integrity === found.integrity
      : wanted?.optional === true;
  };
  return names.every(isSame) && Object.keys(installed).every((name) => name in locked);
}

/**
 * @param {string} file a lock file of npm, version 3
 * @returns {Record<string, {version?: string, integrity?: string, optional?: boolean}> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
