// npm run bench -- chaos [--seconds 60] [--seed n] [--write]: the built relay among peers that come, go, hang and lie, until SIGTERM.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireSource } from '../sources.mjs';
import { circumstances, writeSection } from '../performance-page.mjs';
import { markdownTable, table } from '../table.mjs';

const RELAY = fileURLToPath(new URL('../../../dist/apps/relay/apps/relay/src/main.js', import.meta.url));
const CONTROLLERS = 20;
const NODES = 4;
/** The relay may hold this much more when everybody has left than it held after a moment of the same. */
const MOST_GROWTH = 1.15;

const { values } = parseArgs({
  options: { seconds: { type: 'string' }, seed: { type: 'string' }, write: { type: 'boolean' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const seconds = Number(values.seconds ?? 60);

const { Chaos } = requireSource('apps/relay/test/chaos/chaos.ts');
const { ChaosRelay } = requireSource('apps/relay/test/chaos/chaos-relay.ts');

process.stdout.write(`seed ${seed}, ${CONTROLLERS} controllers, ${NODES} nodes, ${seconds} s\n`);
const relay = await ChaosRelay.start(CONTROLLERS, NODES, RELAY);
const report = await new Chaos(relay, { seconds, seed }).run();

const growth = report.finalBytes / report.baseBytes;
const mib = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);
const mark = (/** @type {boolean} */ isMet) => (isMet ? 'met' : 'MISSED');
const rows = [
  ['', 'value', 'target', ''],
  ['commands', String(report.commands), '', ''],
  ['sessions of controllers', String(report.sessions), '', ''],
  ['complaints of surviving controllers', String(report.complaints.length), '0', mark(report.complaints.length === 0)],
  ['MiB in use, all gone, at first', mib(report.baseBytes), '', ''],
  ['MiB in use, all gone, at the end', mib(report.finalBytes), `≤ ${MOST_GROWTH} x`, mark(growth <= MOST_GROWTH)],
];
process.stdout.write(`${table(rows)}\n`);
for (const complaint of report.complaints.slice(0, 20)) process.stdout.write(`- ${complaint}\n`);
if (values.write) {
  const peers = `Seed ${seed}: ${CONTROLLERS} controllers and ${NODES} nodes that come, go, hang and lie, until SIGTERM.`;
  const section = [circumstances(`chaos --seconds ${seconds}`), peers, markdownTable(rows)];
  await writeSection('Chaos', section.join('\n\n'));
}
process.exitCode = report.complaints.length === 0 && growth <= MOST_GROWTH ? 0 : 1;
