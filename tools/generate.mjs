// Writes everything that is derived from the protocol, the relay's controllers and the command line: the node's payload
// validators, the description of the HTTP API and the reference pages.
// `--check` writes nothing and fails when a file is not what it should be.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { actionsPage } from './generate/actions-page.mjs';
import { cliOutputSchema, cliPage } from './generate/cli-page.mjs';
import { readCliTree } from './generate/cli-tree.mjs';
import { environmentPage } from './generate/environment-page.mjs';
import { errorsPage } from './generate/errors-page.mjs';
import { readDocComments } from './generate/doc-comments.mjs';
import { httpDocument } from './generate/http-document.mjs';
import { httpPage } from './generate/http-page.mjs';
import { listenersPage } from './generate/listeners-page.mjs';
import { loadSources } from './generate/load-sources.mjs';
import { metricsPage } from './generate/metrics-page.mjs';
import { payloadValidators } from './generate/payload-validators.mjs';
import { readProtocolTypes } from './generate/protocol-types.mjs';
import { readTypeSchemas } from './generate/type-schemas.mjs';

const root = path.resolve(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');

const protocol = await loadSources(root, 'protocol', ['libs/protocol/src', 'libs/protocol/src/dto']);
const openapi = await describeHttp();
const OUTPUTS = 'apps/cli/src/reference/command-outputs.ts';
const outputs = readTypeSchemas(root, { file: OUTPUTS, type: 'CommandOutputs' });
const failures = readTypeSchemas(root, { file: OUTPUTS, type: 'FailureOutputs' });
const files = {
  ...(await payloadValidators(protocol, root)),
  'docs/reference/errors.md': errorsPage(protocol),
  'docs/reference/environment.md': environmentPage(protocol),
  // The relay serves its own copy, since docs are not part of what is built.
  'apps/relay/src/docs/generated/openapi.json': await formatted(openapi),
  'docs/reference/openapi.json': await formatted(openapi),
  'docs/reference/http-api.md': httpPage(openapi),
  'docs/reference/cli.md': cliPage(await readCliTree(root), await formattedEach(outputs), await completionInstalls()),
  'docs/reference/cli-output.schema.json': await formatted(cliOutputSchema({ ...outputs, ...failures })),
  'docs/reference/metrics.md': metricsPage(await loadSources(root, 'metrics', ['apps/relay/src/metrics/metric-table'])),
  'docs/reference/actions.md': actionsPage(
    protocol,
    readProtocolTypes(root, { file: 'action-types.ts', type: 'ActionTypes' }),
  ),
  'docs/reference/listeners.md': listenersPage(
    protocol,
    readProtocolTypes(root, { file: 'listener-types.ts', type: 'ListenerTypes' }),
  ),
};

const stale = Object.entries(files).filter(([file, text]) => current(file) !== text);
if (isCheck && stale.length > 0) {
  process.stderr.write(`Not current: ${stale.map(([file]) => file).join(', ')}\nRun: npm run generate\n`);
  process.exitCode = 1;
}
if (!isCheck) for (const [file, text] of stale) write(file, text);

async function completionInstalls() {
  const { SHELL_SUPPORT } = await loadSources(root, 'shells', ['apps/cli/src/completion/shells']);
  return Object.entries(SHELL_SUPPORT).map(([shell, { install }]) => [shell, install]);
}

async function describeHttp() {
  const relay = await loadSources(root, 'relay', [
    'libs/protocol/src',
    'libs/protocol/src/dto',
    'apps/relay/src/app.module',
    'apps/relay/src/auth/callers.decorator',
    'apps/relay/src/http/answers.decorator',
    'apps/relay/src/ws/relay-version',
  ]);
  return httpDocument(relay, {
    ...readDocComments(path.join(root, 'apps/relay/src'), /\.controller\.ts$/),
    ...readDocComments(path.join(root, 'libs/protocol/src/dto'), /\.dto\.ts$/),
  });
}

async function formattedEach(values) {
  const texts = Object.entries(values).map(async ([key, value]) => [key, await formatted(value)]);
  return Object.fromEntries(await Promise.all(texts));
}

/** As `npm run format` would leave it. */
async function formatted(value) {
  const config = await prettier.resolveConfig(path.join(root, 'openapi.json'));
  return prettier.format(JSON.stringify(value), { ...config, parser: 'json' });
}

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
