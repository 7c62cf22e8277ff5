import path from 'node:path';
import { canInstallBrowser, findBrowser, installBrowser } from './browser.mjs';
import { outdatedBuilds, runBuild } from './builds.mjs';
import { Failure } from './failure.mjs';
import { arePackagesInstalled, installPackages } from './packages.mjs';
import { withWorkspaceLock } from './workspace-lock.mjs';

/**
 * What every verb works with.
 * @typedef {object} Context
 * @property {string} root the checkout
 * @property {readonly string[]} args what the user gave after the verb
 * @property {import('./progress.mjs').Progress} progress
 * @property {AbortSignal} signal aborted on Ctrl+C
 * @property {{ path: string, name: string }} [browser] when the verb asked for one
 */

/**
 * Packages and builds, as far as they are not current. The usual run finds nothing to do and takes no lock.
 * @param {Context} context
 */
export async function preparePackagesAndBuilds({ root, progress, signal }) {
  if (arePackagesInstalled(root) && outdatedBuilds(root).length === 0) return;
  const onWait = (/** @type {number} */ pid) =>
    progress.line(`  waiting for process ${pid}, which prepares this checkout`);
  await withWorkspaceLock(
    path.join(root, '.bootstrap/lock'),
    async () => {
      // Asked anew: whoever held the lock has most likely done it.
      if (!arePackagesInstalled(root)) await progress.step('Installing packages', () => installPackages(root, signal));
      await buildAll(root, progress, signal);
    },
    { signal, onWait },
  );
}

/**
 * All at once, and every one to its end, so that no half-written result is left by a failure elsewhere.
 * @param {string} root
 * @param {import('./progress.mjs').Progress} progress
 * @param {AbortSignal} signal
 */
async function buildAll(root, progress, signal) {
  const builds = outdatedBuilds(root).map((build) =>
    progress.step(`Building ${build.name}`, () => runBuild(root, build, signal)),
  );
  const failed = (await Promise.allSettled(builds)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * A browser to work with, installed when this process may do that.
 * @param {Context} context
 * @returns {Promise<{ path: string, name: string }>}
 */
export async function prepareBrowser({ root, progress, signal }) {
  let found = await findBrowser(root, signal);
  if ('code' in found && found.code === 'browser_not_found' && canInstallBrowser()) {
    await progress.step('Installing Chromium', () => installBrowser(signal));
    found = await findBrowser(root, signal);
  }
  if ('code' in found) throw new Failure('Finding a browser', found.message, { remedy: found.actionableHint });
  return found;
}
