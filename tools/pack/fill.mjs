// Puts beside the bundled command what belongs into its package: the relay and the extension, as they were built.
// `node tools/pack/fill.mjs --clear` takes them away again: in the repository the command uses the builds themselves.
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const TARGET = path.join(ROOT, 'apps/cli/dist');

/** What is copied from where, and a file that shows that it was built. The relay is one file by now. */
const PARTS = [
  { name: 'relay', from: 'dist/apps/relay/apps/relay/src/main.js', to: 'relay/main.js', proof: '' },
  { name: 'extension', from: 'apps/extension/build/chrome-mv3-prod', to: 'extension', proof: 'SHA256SUMS' },
];

/** @throws Error when something is not built */
export function fill() {
  clear();
  for (const { name, from, to, proof } of PARTS) {
    const source = path.join(ROOT, from);
    if (!existsSync(path.join(source, proof))) throw new Error(`The ${name} is not built. Run: npm run build`);
    cpSync(source, path.join(TARGET, to), { recursive: true });
  }
}

export function clear() {
  for (const { name } of PARTS) rmSync(path.join(TARGET, name), { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--clear')) clear();
  else fill();
}
