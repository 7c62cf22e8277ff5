// npm run bench -- fuzz [--inputs 1000000] [--seed n] [--write]: what the spec of the same name does ten thousand times. First to the
// whole gateway without sockets, then a fifth as often through the sockets of the built relay.
import { parseArgs } from 'node:util';
import { circumstances, writeSection } from '../performance-page.mjs';
import { startRelay } from '../relay/targets.mjs';
import { requireSource } from '../sources.mjs';

const { values } = parseArgs({
  options: { inputs: { type: 'string' }, seed: { type: 'string' }, write: { type: 'boolean' } },
});
const inputs = Number(values.inputs ?? 1_000_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const SOCKET_SHARE = 5;
const REPORT_EVERY = 100_000;
const results = [];

process.stdout.write(`seed ${seed}\n`);
await timed('gateway', inputs, async (options) => {
  requireSource('apps/relay/test/fuzz/gateway-fuzz.ts').fuzzGateway(options);
});
const relay = await startRelay();
try {
  const [controller] = await relay.controllers(1);
  const [node] = await relay.nodes(1);
  const accessTokens = { controller: controller.accessToken, node: node.accessToken };
  const target = { wsUrl: relay.url, nodeId: node.nodeId, accessTokens };
  await timed('sockets', inputs / SOCKET_SHARE, (options) =>
    requireSource('apps/relay/test/fuzz/socket-fuzz.ts').fuzzSockets(target, options),
  );
} finally {
  await relay.stop();
}
if (values.write) {
  const list = [`seed ${seed}`, ...results].map((result) => `- ${result}`).join('\n');
  await writeSection('Fuzzing', `${circumstances(`fuzz --inputs ${inputs}`)}\n\n${list}`);
}

/**
 * @param {string} name
 * @param {number} count
 * @param {(options: { inputs: number, seed: number, onProgress: (done: number) => void }) => Promise<void>} fuzz
 */
async function timed(name, count, fuzz) {
  const startedAt = performance.now();
  const onProgress = (/** @type {number} */ done) => {
    if (done % REPORT_EVERY === 0) process.stderr.write(`${name}: ${done} of ${count}\n`);
  };
  await fuzz({ inputs: count, seed, onProgress });
  const seconds = (performance.now() - startedAt) / 1000;
  const result = `${name}: ${count} inputs in ${seconds.toFixed(0)} s, all answered, nothing failed`;
  results.push(result);
  process.stdout.write(`${result}\n`);
}
