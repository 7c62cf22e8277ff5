// npm run bench -- cli [--runs 20] [--write]: how long `otto` takes from the start of its process to its end, beside a Node that
// does nothing. The variants take turns, so that a slow moment of the machine hits all of them alike. --write puts the table
// into docs/performance.md.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { circumstances, writeSection } from '../performance-page.mjs';
import { markdownTable, median, table } from '../table.mjs';

const NODE = fileURLToPath(new URL('../relay/lone-node.mjs', import.meta.url));
const OTTO = fileURLToPath(new URL('../../../apps/cli/bin/otto.js', import.meta.url));
/** How many times as long as a bare Node a command may take, and one that goes to a node and back. */
const MOST = 3;
const MOST_WITH_NODE = 4;
const WARM_UP_RUNS = 2;

const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, write: { type: 'boolean', default: false } },
});
const runs = Math.max(1, Number.parseInt(options.runs, 10) || 20);

/** @typedef {{ name: string, args: readonly string[], home: string, most?: number }} Variant */

const home = { started: temporaryHome(), stopped: temporaryHome() };
/** @type {readonly [Variant, ...Variant[]]} */
const variants = [
  { name: 'node -e 0', args: ['-e', '0'], home: home.stopped },
  { name: 'otto --help', args: [OTTO, '--help'], home: home.stopped },
  { name: 'otto status, relay running', args: [OTTO, 'status'], home: home.started },
  { name: 'otto status, relay stopped', args: [OTTO, 'status'], home: home.stopped },
  { name: 'otto config', args: [OTTO, 'config'], home: home.started },
  {
    name: 'otto cmd, to a node that answers at once',
    args: [OTTO, 'cmd', '--action', 'primitive.tab.query'],
    home: home.started,
    most: MOST_WITH_NODE,
  },
];

// Ctrl+C ends the program that runs at the moment, and its failure then leads through the clean-up below.
process.on('SIGINT', () => undefined);
/** @type {import('node:child_process').ChildProcess | undefined} */
let node;
try {
  const { url } = otto('start', '--port', '0');
  otto('client', 'register', '--name', 'bench');
  node = await startNode(url);
  process.exitCode = (await report(measure())) ? 0 : 1;
} finally {
  node?.kill();
  spawnSync(process.execPath, [OTTO, 'stop'], { env: environment(home.started) });
  for (const directory of Object.values(home)) rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** @returns {number[][]} ms, by variant and run */
function measure() {
  for (const variant of variants) for (let run = 0; run < WARM_UP_RUNS; run++) time(variant);
  /** @type {number[][]} */
  const times = variants.map(() => []);
  for (let run = 0; run < runs; run++) variants.forEach((variant, index) => times[index]?.push(time(variant)));
  return times;
}

/** @param {number[][]} times */
async function report(times) {
  const medians = times.map((samples) => median(samples));
  const [bare = NaN] = medians;
  let isMet = true;
  const rows = variants.map(({ name, most = MOST }, index) => {
    const ms = medians[index] ?? NaN;
    if (index === 0) return [name, ms.toFixed(0), '1.00', '', ''];
    const met = ms / bare <= most;
    isMet &&= met;
    return [name, ms.toFixed(0), (ms / bare).toFixed(2), `≤ ${most}`, met ? 'met' : 'MISSED'];
  });
  const lines = [[`median of ${runs}`, 'ms', 'ratio', 'target', ''], ...rows];
  process.stdout.write(`${table(lines)}\n`);
  const how = 'From the start of the process to its end.';
  if (options.write) await writeSection('Command line', [circumstances('cli'), how, markdownTable(lines)].join('\n\n'));
  return isMet;
}

/** @param {Variant} variant */
function time({ name, args, home: OTTO_HOME }) {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { env: environment(OTTO_HOME), encoding: 'utf8' });
  const ms = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return ms;
}

/** Gives what it prints with --json. @param {string[]} args */
function otto(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [OTTO, ...args, '--json'], {
    env: environment(home.started),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`otto ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** A node without a browser, let in and connected. @param {string} url */
async function startNode(url) {
  const child = spawn(process.execPath, [NODE, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { code, ready } = JSON.parse(line);
    if (code !== undefined) otto('pair', code);
    if (ready) return child;
  }
  throw new Error('the node did not connect');
}

/** Settings of the user's own must not lead to the user's own relay. @param {string} OTTO_HOME */
function environment(OTTO_HOME) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('OTTO_'));
  // A port on which nothing listens, also while the user's own relay runs.
  return { ...Object.fromEntries(own), OTTO_HOME, OTTO_RELAY_PORT: '1', OTTO_KEYCHAIN: 'false' };
}

function temporaryHome() {
  return mkdtempSync(path.join(tmpdir(), 'otto-bench-'));
}
