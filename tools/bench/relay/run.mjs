// npm run bench -- relay [--runs 5] [--quick]: the relay against a bare forwarder, driven by the same load in the same run.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GROWTH, IDLE, ROWS, START } from './rows.mjs';
import { markdownTable, median, table } from '../table.mjs';
import { startForwarder, startRelay } from './targets.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const options = process.argv.slice(2);
const quick = options.includes('--quick');
const runs = Number(options[options.indexOf('--runs') + 1] || 0) || (quick ? 1 : 5);

const FIGURES = [
  { figure: 'cpuMicroseconds', unit: 'µs CPU' },
  { figure: 'perSecond', unit: '1/s' },
  { figure: 'p50', unit: 'ms p50' },
  { figure: 'p99', unit: 'ms p99' },
];

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
    return { ...figures, readyMs: target.readyMs };
  } finally {
    child.kill();
    await target.stop();
  }
}

/** Medians over the runs; forwarder and relay take turns, so that a slow minute of the machine hits both. */
async function compare({ name, kind, load, checks }) {
  const results = { forwarder: [], relay: [] };
  for (let i = 0; i < runs; i++) {
    process.stderr.write(`${name}: run ${i + 1} of ${runs}\n`);
    results.forwarder.push(await measure(startForwarder, kind, load));
    results.relay.push(await measure(startRelay, kind, load));
  }
  const of = (who, figure) => median(results[who].map((result) => result[figure]));
  return FIGURES.map(({ figure, unit }) => {
    const [base, relay] = [of('forwarder', figure), of('relay', figure)];
    const most = checks.find((check) => check.figure === figure)?.most;
    return [
      `${name}, ${unit}`,
      base.toFixed(2),
      relay.toFixed(2),
      (relay / base).toFixed(2),
      ...mark(most, relay / base),
    ];
  });
}

/** Figures that have no baseline: memory and start-up of the relay alone. */
async function absolutes() {
  const scale = quick ? 10 : 1;
  process.stderr.write('idle sessions\n');
  const idle = await measure(startRelay, 'idle', { nodes: IDLE.nodes / scale });
  process.stderr.write('memory growth\n');
  const growth = { ...GROWTH, early: GROWTH.early / scale, total: GROWTH.total / scale };
  const { earlyBytes, lateBytes } = await measure(startRelay, 'growth', growth);
  const starts = [];
  for (let i = 0; i < runs; i++) {
    const relay = await startRelay();
    starts.push(relay.readyMs);
    await relay.stop();
  }
  const idleKib = idle.bytesPerSession / 1024;
  const mib = (bytes) => (bytes / 2 ** 20).toFixed(0);
  return [
    ['figure', 'before', 'after', 'ratio', 'target', ''],
    [
      `MiB after ${growth.early} and ${growth.total} commands`,
      mib(earlyBytes),
      mib(lateBytes),
      (lateBytes / earlyBytes).toFixed(2),
      ...mark(GROWTH.mostRatio, lateBytes / earlyBytes),
    ],
    [`KiB for each of ${IDLE.nodes / scale} idle sessions`, '', idleKib.toFixed(1), '', ...mark(IDLE.mostKib, idleKib)],
    ['ms from start to ready', '', median(starts).toFixed(0), '', ...mark(START.mostMs, median(starts))],
  ];
}

function mark(most, value) {
  return most === undefined ? ['', ''] : [`≤ ${most}`, value <= most ? 'met' : 'MISSED'];
}

const compared = [['row', 'forwarder', 'relay', 'ratio', 'target', '']];
for (const row of ROWS) compared.push(...(await compare(row)));
const alone = await absolutes();
process.stdout.write(`${table(compared)}\n\n${table(alone)}\n`);

if (options.includes('--write')) {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, medians of ${runs}`;
  writeFileSync(
    join(here, '../../../docs/performance.md'),
    `# Performance\n\nMade by \`npm run bench -- relay --write\` on ${machine}.\n\nThe forwarder is ` +
      `\`tools/bench/relay/forwarder.mjs\`: it parses, looks the target up, serialises and sends on, and does nothing else.\n\n` +
      `${markdownTable(compared)}\n\n${markdownTable(alone)}\n`,
  );
}
