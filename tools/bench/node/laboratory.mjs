// A relay, a browser as its node, pages to read, and two ways to that browser: through Otto and straight.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openController } from './controller.mjs';
import { servePages } from './pages.mjs';
import { connectStraight } from './straight.mjs';

const OTTO = fileURLToPath(new URL('../../../apps/cli/bin/otto.js', import.meta.url));

/** Built programs, as a user would start them; only the rate limit is lifted. */
export async function openLaboratory() {
  const home = mkdtempSync(path.join(tmpdir(), 'otto-bench-'));
  const otto = async (...args) => {
    // Settings of the user's own would lead to the user's own relay.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('OTTO_') || name === 'OTTO_BROWSER');
    const env = { ...Object.fromEntries(own), OTTO_HOME: home, OTTO_RATE_LIMIT_PER_MIN: '1000000' };
    return (await promisify(execFile)(process.execPath, [OTTO, ...args], { env })).stdout;
  };
  const close = async () => {
    await otto('node', 'stop', '--all').catch(() => undefined);
    await otto('stop').catch(() => undefined);
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    await otto('start', '--port', '0');
    await otto('client', 'register', '--name', 'bench', '--description', 'measures');
    await otto('client', 'login');
    const started = await otto('node', 'start', '--headless', '--json', '--', '--remote-debugging-port=0');
    const { nodeId, profile } = JSON.parse(started);
    const { relayUrl, tokens } = JSON.parse(readFileSync(path.join(home, 'config.json'), 'utf8'));
    const controller = await openController(relayUrl, tokens.accessToken, nodeId);
    const straight = await connectStraight(profile);
    const pages = await servePages();
    return {
      controller,
      straight,
      pages,
      async close() {
        controller.close();
        pages.close();
        await straight.disconnect();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
