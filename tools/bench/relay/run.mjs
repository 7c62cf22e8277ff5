// npm run bench -- relay [--runs 5] [--quick] [--write]: the relay against a bare forwarder, driven by the same load in the
// same run. --quick is one run with a tenth of the sessions and commands where memory is measured; --write puts the tables
// into docs/performance.md. Ends with 1 when a target is missed.
import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { circumstances, writeSection } from '../performance-page.mjs';
import { markdownTable, median, table } from '../table.mjs';
import { FIGURES, GROWTH, IDLE, ROWS, START } from './rows.mjs';
import { startForwarder, startRelay } from './targets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: { runs: { type: 'string' }, quick: { type: 'boolean' }, write: { type: 'boolean' } },
});
const runs = Number(options.runs ?? (options.quick ? 1 : 5));
const scale = options.quick ? 10 : 1;
let missed = 0;

const compared = [['row', 'forwarder', 'relay', 'ratio', 'target', '']];
for (const row of ROWS) compared.push(...(await compare(row)));
const alone = [['figure', 'before', 'after', 'ratio', 'target', ''], await growth(), await idle(), await start()];
process.stdout.write(`${table(compared)}\n\n${table(alone)}\n`);
if (options.write) await writeSection('Relay', section());
process.exitCode = missed === 0 ? 0 : 1;

/** Medians over the runs; forwarder and relay take turns, so that a slow minute of the machine hits both. */
async function compare({ name, kind, load, checks }) {
  const results = { forwarder: [], relay: [] };
  for (let run = 1; run <= runs; run++) {
    progress(`${name}: run ${run} of ${runs}`);
    results.forwarder.push(await measure(startForwarder, kind, load));
    results.relay.push(await measure(startRelay, kind, load));
  }
  return FIGURES.map(({ figure, unit, size = 1 }) => {
    const [base, relay] = [results.forwarder, results.relay].map((all) => median(all.map((each) => each[figure])));
    const most = checks.find((check) => check.figure === figure)?.most;
    const cells = [base / size, relay / size, relay / base].map((value) => value.toFixed(2));
    return [`${name}, ${unit}`, ...cells, ...mark(most, relay / base)];
  });
}

async function growth() {
  const [early, total] = [GROWTH.early / scale, GROWTH.total / scale];
  const ratios = await repeated('memory growth', 'growth', { ...GROWTH, early, total });
  const [before, after] = ['earlyBytes', 'lateBytes'].map((figure) => median(ratios.map((each) => each[figure])));
  const ratio = median(ratios.map(({ earlyBytes, lateBytes }) => lateBytes / earlyBytes));
  const cells = [mib(before), mib(after), ratio.toFixed(2)];
  return [`MiB after ${early} and ${total} commands`, ...cells, ...mark(GROWTH.mostRatio, ratio)];
}

async function idle() {
  const nodes = IDLE.nodes / scale;
  const all = await repeated('idle sessions', 'idle', { nodes });
  const kib = median(all.map(({ bytesPerSession }) => bytesPerSession)) / 1024;
  return [`KiB for each of ${nodes} idle sessions of nodes`, '', kib.toFixed(1), '', ...mark(IDLE.mostKib, kib)];
}

async function start() {
  const all = [];
  for (let run = 1; run <= runs; run++) {
    progress(`start: run ${run} of ${runs}`);
    const relay = await startRelay();
    all.push(relay.readyMs);
    await relay.stop();
  }
  const ms = median(all);
  return ['ms from start to ready', '', ms.toFixed(0), '', ...mark(START.mostMs, ms)];
}

/** The same load for the relay alone, in every run. */
async function repeated(name, kind, load) {
  const all = [];
  for (let run = 1; run <= runs; run++) {
    progress(`${name}: run ${run} of ${runs}`);
    all.push(await measure(startRelay, kind, load));
  }
  return all;
}

/** One piece of load in a fresh process against a fresh server. */
async function measure(startTarget, kind, load) {
  const target = await startTarget();
  const child = fork(join(here, 'load.mjs'));
  try {
    const controllers = await target.controllers(load.controllers ?? 0);
    const nodes = await target.nodes(load.nodes);
    const answer = new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the load ended with ${code}`)));
    });
    child.send({ kind, ...load, url: target.url, relayPid: target.pid, controllers, nodes });
    const { figures, failure } = await answer;
    if (failure) throw new Error(failure);
    return figures;
  } finally {
    child.kill();
    await target.stop();
  }
}

function mark(most, value) {
  if (most === undefined) return ['', ''];
  if (value > most) missed += 1;
  return [`≤ ${most}`, value <= most ? 'met' : 'MISSED'];
}

function section() {
  const command = options.quick ? 'relay --quick' : 'relay';
  const how =
    `Medians of ${runs}. The forwarder is \`tools/bench/relay/forwarder.mjs\`: it parses, looks the target up, serialises ` +
    'and sends on, and does nothing else. The relay is the built one with its checks, and with its log on disk. CPU is ' +
    'that of the process as the operating system counts it, for each command or update.';
  return [circumstances(command), how, markdownTable(compared), markdownTable(alone)].join('\n\n');
}

function mib(bytes) {
  return (bytes / 2 ** 20).toFixed(0);
}

function progress(text) {
  process.stderr.write(`${text}\n`);
}
