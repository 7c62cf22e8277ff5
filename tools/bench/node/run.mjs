// npm run bench -- node [--runs 20] [--only <part of a row's name>] [--no-memory] [--write]: a node in a real browser, through the
// built relay, beside the same work done straight over CDP in the same browser. --write puts the tables into
// docs/performance.md.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { circumstances, writeSection } from '../performance-page.mjs';
import { markdownTable, median, table } from '../table.mjs';
import { openLaboratory } from './laboratory.mjs';
import { measureMemory } from './memory.mjs';
import { ROWS } from './rows.mjs';

const WARM_UP_RUNS = 3;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    memory: { type: 'boolean', default: true },
    write: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const runs = Math.max(1, Number.parseInt(options.runs, 10) || 20);

const nothing = async () => undefined;

const REST_MS = 20;
const FRAME_MS = 1000 / 60;

/**
 * Lets the browser finish what the work before has left to do, which is not the next one's. Of unequal length: begun as
 * soon as something else has ended, work would always begin at the same moment between two frames, and one way of doing it
 * would wait for the next one every time, and the other never.
 */
const rest = () => delay(REST_MS + Math.random() * FRAME_MS);

async function time(work) {
  await rest();
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Medians in ms; the two ways take turns, so that a slow moment of the machine hits both alike. */
async function measure(laboratory, { name, prepare }) {
  process.stderr.write(`${name}\n`);
  const { otto, straight, before = nothing, after = nothing } = await prepare(laboratory);
  const times = { otto: [], straight: [] };
  for (let run = -WARM_UP_RUNS; run < runs; run++) {
    await before();
    const [through, beside] = [await time(otto), await time(straight)];
    if (run < 0) continue;
    times.otto.push(through);
    times.straight.push(beside);
  }
  await after();
  await laboratory.controller.closeTabs();
  return { otto: median(times.otto), straight: median(times.straight) };
}

function line({ name, mostMs, mostRatio }, { otto, straight }) {
  const ratio = otto / straight;
  const figures = [name, otto.toFixed(1), straight.toFixed(1), ratio.toFixed(2)];
  if (mostMs !== undefined) return [...figures, `≤ ${mostMs} ms`, otto <= mostMs ? 'met' : 'MISSED'];
  if (mostRatio !== undefined) return [...figures, `≤ ${mostRatio} x CDP`, ratio <= mostRatio ? 'met' : 'MISSED'];
  return [...figures, '', ''];
}

function section(tables) {
  const how =
    'A node in headless Chromium, asked through the built relay, and the same page code driven straight over CDP in the same ' +
    'browser. The pages are local; those of the first rows are open already.';
  return [circumstances('node'), how, ...tables.map(markdownTable)].join('\n\n');
}

const laboratory = await openLaboratory();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void laboratory.close().finally(() => process.exit(1)));
try {
  const lines = [[`median of ${runs}`, 'ms', 'CDP ms', 'ratio', 'target', '']];
  for (const row of ROWS.filter(({ name }) => name.includes(options.only))) {
    lines.push(line(row, await measure(laboratory, row)));
  }
  process.stdout.write(`${table(lines)}\n`);
  const memory = options.memory ? await measureMemory(laboratory) : undefined;
  if (memory) process.stdout.write(`\n${table(memory)}\n`);
  if (options.write) await writeSection('Node', section([lines, ...(memory ? [memory] : [])]));
} finally {
  await laboratory.close();
}
