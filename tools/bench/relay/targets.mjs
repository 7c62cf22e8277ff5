// The two servers that are measured, started the same way and ready to be driven.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const here = dirname(fileURLToPath(import.meta.url));
export const RELAY = join(here, '../../../dist/apps/relay/apps/relay/src/main.js');
const SECRET = 'bench-only-secret-bench-only-secret';

/** The bare forwarder: any name is a token. */
export async function startForwarder() {
  const server = await start(join(here, 'forwarder.mjs'), {});
  return {
    ...server,
    controllers: async (count) => names('controller', count).map((name) => ({ accessToken: name })),
    nodes: async (count) => names('node', count).map((nodeId) => ({ nodeId, accessToken: nodeId })),
  };
}

/** The built relay with its default checks and its log on disk; only the rate limit is lifted. */
export async function startRelay() {
  const directory = mkdtempSync(join(tmpdir(), 'otto-bench-'));
  const server = await start(RELAY, {
    OTTO_LOG_DIR: directory,
    OTTO_TOKEN_SECRET: SECRET,
    OTTO_RELAY_PORT: '0',
    OTTO_RATE_LIMIT_PER_MIN: '100000000',
  });
  const operator = { authorization: `Bearer ${readFileSync(join(directory, 'operator-token'), 'utf8').trim()}` };
  const call = async (path, body, headers = {}) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const client = await call('/api/controller/register', { name: 'bench', description: 'bench' });

  async function pair(nodeId) {
    const challenge = await call('/api/pairing/request', { nodeId });
    await call('/api/pairing/approve', { code: challenge.code, clientId: client.clientId }, operator);
    const status = await call(`/api/pairing/status?challengeId=${challenge.challengeId}`);
    return { nodeId, accessToken: status.nodeAccessToken };
  }

  return {
    ...server,
    controllers: (count) =>
      inBatches(names('controller', count), 1, async () => {
        const { clientId, clientSecret } = client;
        return call('/api/controller/token', { clientId, clientSecret });
      }),
    nodes: (count) => inBatches(names('node', count), 10, pair),
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function names(kind, count) {
  return Array.from({ length: count }, (_, i) => `${kind}_${i}`);
}

async function inBatches(items, size, work) {
  const done = [];
  for (let i = 0; i < items.length; i += size) done.push(...(await Promise.all(items.slice(i, i + size).map(work))));
  return done;
}

/** Starts a server and resolves at its ready line. */
export function start(file, env) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    void exited.then((code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready":true')) return;
      const { port, pid } = JSON.parse(line);
      const readyMs = performance.now() - startedAt;
      resolve({ url: `ws://127.0.0.1:${port}`, port, pid, readyMs, stop: () => (child.kill('SIGTERM'), exited) });
    });
  });
}
