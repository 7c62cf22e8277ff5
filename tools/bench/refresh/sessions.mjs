// Relay directories with many live sessions, made with the relay's own code as it was built.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBS = fileURLToPath(new URL('../../../dist/apps/relay/libs', import.meta.url));
const TTL_MS = 30 * 24 * 60 * 60 * 1000;
const AT_ONCE = 500;

/**
 * Fills a directory with sessions of that many nodes.
 * @param {string} directory
 * @param {number} count
 * @param {string} secret the relay's token secret
 * @returns {Promise<string[]>} their refresh tokens
 */
export async function seedSessions(directory, count, secret) {
  const require = createRequire(import.meta.url);
  const { RefreshFamilies, isRefreshFamily } = require(join(LIBS, 'auth/src'));
  const { Journal } = require(join(LIBS, 'store/src'));
  mkdirSync(directory, { mode: 0o700 });
  const journal = await Journal.open(join(directory, 'refresh-sessions.jsonl'), { check: isRefreshFamily });
  const families = new RefreshFamilies(journal, { ttlMs: TTL_MS, secret });
  const tokens = [];
  for (let begun = 0; begun < count; begun += AT_ONCE) {
    const nodes = Array.from({ length: Math.min(AT_ONCE, count - begun) }, (_, index) => `node_${begun + index}`);
    const started = await Promise.all(nodes.map((nodeId) => families.start({ role: 'node', nodeId, scopes: [] })));
    tokens.push(...started.map(({ refreshToken }) => refreshToken));
  }
  await journal.close();
  return tokens;
}
