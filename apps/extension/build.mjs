// Builds the extension with Plasmo and looks at what came out: no code that the content security policy of MV3 forbids, no
// background script that takes long to start. Plasmo's own words are shown only when it fails: even when all is well they
// hold a missing optional minifier and, without a network, a look-up of Plasmo's newest version as an error.
// What is whole gets SHA256SUMS, which `otto setup` and `otto extension` check before they install it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT = path.join(HERE, 'build', 'chrome-mv3-prod');
const BACKGROUND = path.join('static', 'background', 'index.js');
const MAX_BACKGROUND_BYTES = 250_000;
const CHECKSUMS = 'SHA256SUMS';
const FORBIDDEN = /\beval\s*\(|\bnew Function\s*\(|\bimportScripts\s*\(/;

const PLASMO = path.join(
  path.dirname(createRequire(import.meta.url).resolve('plasmo/package.json')),
  'bin',
  'index.mjs',
);

/** Resolves with Plasmo's exit code and everything that it printed. */
function plasmoBuild() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PLASMO, 'build'], { cwd: HERE });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed }));
  });
}

async function filesOfBuild() {
  const entries = await readdir(OUTPUT, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(OUTPUT, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** As `sha256sum` writes it, so that `sha256sum -c` can check it too. */
async function writeChecksums(files) {
  const lines = files.map(async (file) => {
    const digest = createHash('sha256').update(await readFile(path.join(OUTPUT, file)));
    return `${digest.digest('hex')}  ${file.split(path.sep).join('/')}\n`;
  });
  await writeFile(path.join(OUTPUT, CHECKSUMS), (await Promise.all(lines)).join(''));
}

/** What is wrong with a script of the build, if anything. */
async function complaint(file) {
  const { size } = await stat(path.join(OUTPUT, file));
  if (file === BACKGROUND && size > MAX_BACKGROUND_BYTES) return `is larger than ${MAX_BACKGROUND_BYTES} bytes`;
  const text = await readFile(path.join(OUTPUT, file), 'utf8');
  return FORBIDDEN.test(text) ? 'holds eval, new Function or importScripts' : undefined;
}

const { code, printed } = await plasmoBuild();
if (code !== 0) {
  process.stderr.write(printed);
  process.exit(code ?? 1);
}
const files = (await filesOfBuild()).filter((file) => file !== CHECKSUMS);
for (const file of files.filter((name) => name.endsWith('.js'))) {
  const { size } = await stat(path.join(OUTPUT, file));
  process.stdout.write(`${(size / 1000).toFixed(0).padStart(6)} kB  ${file}\n`);
  const wrong = await complaint(file);
  if (wrong !== undefined) {
    process.stderr.write(`${file} ${wrong}.\n`);
    process.exitCode = 1;
  }
}
if (process.exitCode === undefined) await writeChecksums(files);
