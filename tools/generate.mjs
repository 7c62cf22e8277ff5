// Writes everything that is derived from the protocol: the node's payload validators and the reference pages.
// `--check` writes nothing and fails when a file is not what it should be.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { actionsPage } from './generate/actions-page.mjs';
import { environmentPage } from './generate/environment-page.mjs';
import { errorsPage } from './generate/errors-page.mjs';
import { payloadValidators } from './generate/payload-validators.mjs';
import { readProtocolTypes } from './generate/protocol-types.mjs';
import { loadProtocol } from './generate/protocol.mjs';

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

const protocol = await loadProtocol(root);
const files = {
  ...(await payloadValidators(protocol, root)),
  'docs/reference/errors.md': errorsPage(protocol),
  'docs/reference/environment.md': environmentPage(protocol),
  'docs/reference/actions.md': actionsPage(protocol, readProtocolTypes(root)),
};

const stale = Object.entries(files).filter(([file, text]) => current(file) !== text);
if (isCheck && stale.length > 0) {
  process.stderr.write(`Not current: ${stale.map(([file]) => file).join(', ')}\nRun: npm run generate\n`);
  process.exitCode = 1;
}
if (!isCheck) for (const [file, text] of stale) write(file, text);

function current(file) {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

function write(file, text) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  process.stdout.write(`wrote ${file}\n`);
}
