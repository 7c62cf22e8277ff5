// Stands in for the relay's program: says what the real one says, to the same streams. FAKE_RELAY chooses what happens.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const OWN = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
const { FAKE_RELAY: behaviour = 'ready', OTTO_RELAY_PORT, OTTO_LOG_DIR, OTTO_TOKEN_SECRET } = process.env;

/** One of long ago does not say it. */
const version = { old: '0.0.1', ancient: undefined, ready: OWN }[behaviour];

if (behaviour === 'refuses') {
  process.stderr.write('port_in_use: Port 1 on 127.0.0.1 is taken by another program.\nStop that program.\n');
  process.exitCode = 1;
} else if (behaviour === 'crashes') {
  throw new TypeError('the fake is broken');
} else if (behaviour === 'hangs') {
  setInterval(() => undefined, 60_000);
} else {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ready"}');
  });
  server.listen(Number(OTTO_RELAY_PORT), '127.0.0.1', () => {
    const { port } = server.address();
    writeFileSync(join(OTTO_LOG_DIR, 'seen.json'), JSON.stringify({ OTTO_TOKEN_SECRET, argv: process.argv.slice(2) }));
    writeFileSync(join(OTTO_LOG_DIR, 'fake.pid'), String(process.pid));
    process.stderr.write('the relay has something to say\n');
    process.stdout.write(`${JSON.stringify({ ready: true, port, host: '127.0.0.1', pid: process.pid, version })}\n`);
  });
  process.once('SIGTERM', () => process.exit(0));
}
