// node tools/hosting/try.mjs nginx|caddy [--relay dist/.../main.js]: runs the built relay behind a real proxy, configured by
// docs/guides/hosting, over TLS with a certificate made for the purpose, and does there what clients and attackers do.
// Takes a Linux machine with that proxy and openssl; installs nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CHECKS } from './checks.mjs';
import { hostedClient } from './client.mjs';
import { PROXIES } from './proxies.mjs';
import { freePort, start } from './start.mjs';

const NAME = 'otto.example.org';
const REGISTRATION_SECRET = 'registration-secret-of-a-trial';
const root = path.resolve(import.meta.dirname, '../..');

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { relay: { type: 'string', default: path.join(root, 'dist/apps/relay/apps/relay/src/main.js') } },
});
const [proxyName = ''] = positionals;
const proxy = Object.hasOwn(PROXIES, proxyName) ? PROXIES[proxyName] : undefined;
if (proxy === undefined) {
  process.stderr.write(`Name a proxy: ${Object.keys(PROXIES).join(', ')}\n`);
  process.exit(2);
}

process.once('SIGINT', () => process.exit(130));
const directory = mkdtempSync(path.join(tmpdir(), 'otto-hosting-'));
const running = [];
try {
  const relay = await startRelay();
  running.push(relay);
  const place = {
    directory,
    name: NAME,
    relayPort: relay.port,
    httpPort: await freePort(),
    httpsPort: await freePort(),
  };
  running.push(await proxy.start(place, readFileSync(path.join(root, 'docs/guides/hosting', proxy.file), 'utf8')));
  process.stdout.write(`${proxy.version()}\n`);
  process.exitCode = (await tryAll({ ...place, relay, registrationSecret: REGISTRATION_SECRET })) ? 0 : 1;
} finally {
  for (const program of running.reverse()) await program.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function startRelay() {
  const logDir = path.join(directory, 'relay');
  const relay = await start(process.execPath, [options.relay], {
    env: {
      OTTO_LOG_DIR: logDir,
      OTTO_RELAY_PORT: '0',
      OTTO_TOKEN_SECRET: 'token-secret-of-a-trial-0123456789abcdef',
      OTTO_ALLOWED_HOSTS: NAME,
      OTTO_TRUST_PROXY: 'loopback',
      OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
      OTTO_CONTROLLER_REGISTRATION_SECRET: REGISTRATION_SECRET,
    },
    isReady: (output) => output.includes('"ready":true'),
  });
  const { port } = JSON.parse(relay.output());
  return { ...relay, port, operatorToken: readFileSync(path.join(logDir, 'operator-token'), 'utf8').trim() };
}

async function tryAll(place) {
  const world = { ...place, client: hostedClient(place) };
  let isMet = true;
  for (const [title, check] of CHECKS) {
    try {
      await check(world);
      process.stdout.write(`ok      ${title}\n`);
    } catch (error) {
      isMet = false;
      process.stdout.write(`FAILED  ${title}\n        ${String(error instanceof Error ? error.stack : error)}\n`);
    }
  }
  return isMet;
}
