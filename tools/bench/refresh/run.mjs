// npm run bench -- refresh [--runs 5] [--quick]: what a refresh costs the relay with few and with many live sessions, side
// by side, and how large its journal grows. The two take turns, so that a slow moment of the machine hits both.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuMicrosecondsOf } from '../relay/process-figures.mjs';
import { RELAY, start } from '../relay/targets.mjs';
import { median, table } from '../table.mjs';
import { seedSessions } from './sessions.mjs';

const SECRET = 'bench-only-secret-bench-only-secret';
const WARM_UP = 200;
/** How often all sessions together are refreshed for the size of the journal, so many at once. */
const ROUNDS = { few: 2000, many: 4, atOnce: 32 };
/** How much dearer a refresh among many sessions may be; what is left is noise. */
const MOST_RATIO = 1.25;
/** How many times as large as what lives a journal may become, besides what it may hold before anything is done about it. */
const MOST_GROWTH = { ratio: 3, freeBytes: 128 * 1024 };

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, quick: { type: 'boolean' } } });
const runs = values.quick ? 1 : Math.max(1, Number.parseInt(values.runs, 10) || 5);
const COUNTS = { few: 10, many: values.quick ? 1000 : 10_000 };
const refreshes = values.quick ? 500 : 2000;

/** A relay with that many live sessions, and one after the other of their tokens. */
async function withSessions(count, use) {
  const directory = mkdtempSync(join(tmpdir(), 'otto-bench-'));
  const logDir = join(directory, 'relay');
  const tokens = await seedSessions(logDir, count, SECRET);
  const relay = await start(RELAY, { OTTO_LOG_DIR: logDir, OTTO_TOKEN_SECRET: SECRET, OTTO_RELAY_PORT: '0' });
  const agent = new Agent({ keepAlive: true });
  try {
    return await use({
      relay,
      journal: join(logDir, 'refresh-sessions.jsonl'),
      refresh: refresher(relay, agent, tokens),
    });
  } finally {
    agent.destroy();
    await relay.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Refreshes the session that was refreshed longest ago. */
function refresher({ port }, agent, tokens) {
  const queue = [...tokens];
  let at = 0;
  return async () => {
    const index = at++ % queue.length;
    queue[index] = await post(
      { port, agent, path: '/api/auth/refresh', method: 'POST' },
      { refreshToken: queue[index] },
    );
  };
}

function post(options, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ ...options, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text).refreshToken);
        else reject(new Error(`a refresh was answered with ${response.statusCode}: ${text}`));
      });
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
}

/** One refresh at a time. */
function measureCost(count) {
  return withSessions(count, async ({ relay, refresh }) => {
    for (let i = 0; i < WARM_UP; i++) await refresh();
    const times = [];
    const before = cpuMicrosecondsOf(relay.pid);
    for (let i = 0; i < refreshes; i++) {
      const startedAt = performance.now();
      await refresh();
      times.push(performance.now() - startedAt);
    }
    const cpuMicroseconds = (cpuMicrosecondsOf(relay.pid) - before) / refreshes;
    times.sort((a, b) => a - b);
    return { cpuMicroseconds, p50: median(times), p99: times[Math.floor(times.length * 0.99)] };
  });
}

/** All sessions again and again, several at once; the largest that the journal was meanwhile. */
function measureJournal(count, rounds) {
  return withSessions(count, async ({ journal, refresh }) => {
    // One round makes every session as long as it will be: it then knows its predecessor.
    await inTurns(count, refresh);
    const liveBytes = liveBytesOf(journal, count);
    let largestBytes = 0;
    for (let round = 0; round < rounds * (count / ROUNDS.atOnce); round++) {
      await inTurns(Math.min(ROUNDS.atOnce, count), refresh);
      largestBytes = Math.max(largestBytes, statSync(journal).size);
    }
    return { liveBytes, largestBytes };
  });
}

async function inTurns(count, refresh) {
  for (let begun = 0; begun < count; begun += ROUNDS.atOnce) {
    await Promise.all(Array.from({ length: Math.min(ROUNDS.atOnce, count - begun) }, refresh));
  }
}

/** What the last line of each session takes. */
function liveBytesOf(journal, count) {
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  return Buffer.byteLength(lines.slice(-count).join('\n')) + 1;
}

const results = { few: [], many: [] };
for (let run = 1; run <= runs; run++) {
  for (const [name, count] of Object.entries(COUNTS)) {
    process.stderr.write(`${count} sessions: run ${run} of ${runs}\n`);
    results[name].push(await measureCost(count));
  }
}
const journals = {
  few: await measureJournal(COUNTS.few, ROUNDS.few),
  many: await measureJournal(COUNTS.many, ROUNDS.many),
};
process.exitCode = report() ? 0 : 1;

function report() {
  const rows = [[`medians of ${runs}`, `${COUNTS.few} sessions`, `${COUNTS.many} sessions`, 'ratio', 'target', '']];
  const met = [
    compare(rows, 'µs CPU per refresh', 'cpuMicroseconds', MOST_RATIO),
    compare(rows, 'ms p50', 'p50', MOST_RATIO),
    compare(rows, 'ms p99', 'p99'),
    ...Object.values(journals).map(({ liveBytes, largestBytes }) => isBounded(liveBytes, largestBytes)),
  ];
  const kib = (bytes) => (bytes / 1024).toFixed(1);
  rows.push(['KiB of journal that live', kib(journals.few.liveBytes), kib(journals.many.liveBytes), '', '', '']);
  const target = `≤ ${MOST_GROWTH.ratio} x + ${MOST_GROWTH.freeBytes / 1024}`;
  const marks = met.slice(-2).every(Boolean) ? 'met' : 'MISSED';
  rows.push([
    'KiB of journal at most',
    kib(journals.few.largestBytes),
    kib(journals.many.largestBytes),
    '',
    target,
    marks,
  ]);
  process.stdout.write(`${table(rows)}\n`);
  return met.every(Boolean);
}

function compare(rows, name, figure, most) {
  const [few, many] = [results.few, results.many].map((all) => median(all.map((result) => result[figure])));
  const ratio = many / few;
  const mark = most === undefined ? ['', ''] : [`≤ ${most}`, ratio <= most ? 'met' : 'MISSED'];
  rows.push([name, few.toFixed(2), many.toFixed(2), ratio.toFixed(2), ...mark]);
  return most === undefined || ratio <= most;
}

function isBounded(liveBytes, largestBytes) {
  return largestBytes <= MOST_GROWTH.ratio * liveBytes + MOST_GROWTH.freeBytes;
}
