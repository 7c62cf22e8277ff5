import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../bootstrap/failure.mjs';
import { npmCommand, runProgram } from '../bootstrap/run-program.mjs';
import { checkPackage } from './check.mjs';
import { clear, fill } from './fill.mjs';
import { writeReleaseArchive } from './release-archive.mjs';

/**
 * Makes what is released, in dist/packages: the npm package of the `otto` command with relay and extension in it, and the
 * extension as an archive. With --check it also installs the package where nothing else is, and sets a machine up with it.
 * @param {import('../bootstrap/prepare.mjs').Context} context
 */
export async function run({ root, args, progress, signal }) {
  const target = path.join(root, 'dist/packages');
  mkdirSync(target, { recursive: true });
  const { version } = JSON.parse(readFileSync(path.join(root, 'apps/cli/package.json'), 'utf8'));
  const archive = path.join(target, `otto-extension-${version}.zip`);
  writeReleaseArchive(path.join(root, 'apps/extension/build/chrome-mv3-prod'), archive);
  const packed = await progress.step('Packing the command', () => pack(root, target, signal));
  for (const file of [packed.file, archive, `${archive}.sha256`]) progress.line(`  ${path.relative(root, file)}`);
  if (args.includes('--check')) await checkPackage(packed, { progress, signal });
  return 0;
}

/**
 * @param {string} root
 * @param {string} target
 * @param {AbortSignal} signal
 * @returns {Promise<import('./check.mjs').Packed>}
 */
async function pack(root, target, signal) {
  const [npm, ...args] = npmCommand();
  fill();
  try {
    // Scripts are off everywhere here; what prepack would do is done by now.
    const flags = ['pack', '--workspace', '@otto/cli', '--json', '--ignore-scripts', '--pack-destination', target];
    const { code, stdout, stderr } = await runProgram(npm, [...args, ...flags], { cwd: root, signal });
    if (code !== 0) throw new Failure('Packing the command', `npm pack ended with code ${code}`, { output: stderr });
    /** npm 10 and 11 print a list, npm 12 an object by package. @type {unknown} */
    const answer = JSON.parse(stdout);
    const [{ filename, files }] = Object.values(/** @type {object} */ (answer));
    const names = files.map((/** @type {{ path: string }} */ file) => file.path);
    return { file: path.join(target, path.basename(filename)), names };
  } finally {
    clear();
  }
}
