import { readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ENVIRONMENT, type LogsStatusAnswer, type VariableName } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import { Peer } from '../../test/peer';
import { OPERATOR_TOKEN, startRelay, TOKEN_SECRET, type RelayUnderTest } from '../../test/relay-under-test';
import { RelayConfig } from './relay-config';

const RELAY = join(__dirname, '../..');
const VARIABLES = (Object.keys(ENVIRONMENT) as VariableName[]).filter((name) =>
  (ENVIRONMENT[name].programs as readonly string[]).includes('relay'),
);
/** Any text is right for these. */
const TEXTS: readonly VariableName[] = ['OTTO_LOG_DIR', 'OTTO_TOKEN_ISSUER', 'OTTO_TOKEN_AUDIENCE'];
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let relay: RelayUnderTest;
let now: number;

async function start(env: Record<string, string>): Promise<void> {
  now = Date.now();
  relay = await startRelay(env, { clock: () => now });
}

describe('every variable of the relay', () => {
  it.each(VARIABLES.filter((name) => !TEXTS.includes(name)))(
    '%s ends the start when its value is wrong, with what is allowed',
    (name) => {
      const env = { OTTO_TOKEN_SECRET: TOKEN_SECRET, [name]: '!?' };
      const { secret, allowed } = ENVIRONMENT[name] as { secret?: boolean; allowed: string };
      const value = secret ? 'set to 2 characters' : '"!?"';
      expect(() => RelayConfig.fromEnvironment(env)).toThrow(`${name} is ${value}, but must be ${allowed}`);
    },
  );

  it('is shown at work by a spec', () => {
    const specs = readdirSync(RELAY, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.spec.ts'))
      .map((file) => readFileSync(join(RELAY, file), 'utf8'));
    expect(VARIABLES.filter((name) => !specs.some((text) => new RegExp(`\\b${name}: `).test(text)))).toEqual([]);
  });
});

describe('a relay', () => {
  afterEach(() => relay.stop());

  it('issues and accepts tokens of OTTO_TOKEN_ISSUER for OTTO_TOKEN_AUDIENCE', async () => {
    const env = { OTTO_TOKEN_ISSUER: 'my-relay', OTTO_TOKEN_AUDIENCE: 'my-clients' };
    await start(env);
    const { accessToken: token } = await relay.registerClient();
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ iss: 'my-relay', aud: 'my-clients' });
    await relay.relay.close();
    for (const other of [{ OTTO_TOKEN_ISSUER: 'another' }, { OTTO_TOKEN_AUDIENCE: 'others' }]) {
      const changed = await startRelay({ ...env, ...other }, { logDir: relay.logDir });
      expect(errorOf(await changed.get('/api/nodes/connected', { token }))).toEqual([401, 'invalid_access_token']);
      await changed.stop();
    }
    relay = await startRelay(env);
  });

  it('lets access tokens live for OTTO_TOKEN_TTL_MINUTES', async () => {
    await start({ OTTO_TOKEN_TTL_MINUTES: '2' });
    const { accessToken: token } = await relay.registerClient();
    now += 2 * MINUTE_MS - 1000;
    expect((await relay.get('/api/nodes/connected', { token })).status).toBe(200);
    now += 1000;
    expect((await relay.get('/api/nodes/connected', { token })).status).toBe(401);
  });

  it('lets refresh tokens live for OTTO_REFRESH_TTL_DAYS, and those of before a restart no longer', async () => {
    await start({ OTTO_REFRESH_TTL_DAYS: '2' });
    const [used, unused] = [await relay.registerClient(), await relay.registerClient()];
    const refresh = (refreshToken: string): Promise<number> =>
      relay.post('/api/auth/refresh', { refreshToken }).then(({ status }) => status);
    now += 2 * DAY_MS - 1000;
    expect(await refresh(used.refreshToken)).toBe(200);
    now += 1000;
    expect(await refresh(unused.refreshToken)).toBe(401);
  });

  it('goes on in another file at OTTO_LOG_MAX_FILE_BYTES', async () => {
    await start({ OTTO_LOG_MAX_FILE_BYTES: '1024' });
    for (let client = 0; client < 10; client += 1) await relay.registerClient();
    await relay.log.flush();
    const files = (await readdir(relay.logDir)).filter((name) => /^operations-.*-\d+-\d+-[12]\.jsonl$/.test(name));
    expect(files.length).toBeGreaterThan(0);
    const { body } = await relay.get<LogsStatusAnswer>('/api/logs/status', { token: OPERATOR_TOKEN });
    expect(body.windowing).toEqual({ mode: 'daily', maxFileBytes: 1024 });
  });

  it('takes commands whose timestamp is within OTTO_REPLAY_WINDOW_MS', async () => {
    await start({ OTTO_REPLAY_WINDOW_MS: '5000' });
    const client = await relay.registerClient();
    const { nodeId } = await relay.pairNode('node_a', client);
    const peer = await Peer.connect(relay.wsUrl, 'controller', client.accessToken);
    const sentAt = async (time: number): Promise<unknown> => {
      const timestamp = new Date(time).toISOString();
      const command = { targetNodeId: nodeId, action: 'primitive.tab.query', payload: {}, replayNonce: timestamp };
      return (await peer.ask('command', command, { timestamp })).payload.code;
    };
    expect(await sentAt(now - 4000)).toBe('node_offline');
    expect(await sentAt(now - 6000)).toBe('timestamp_out_of_window');
    expect(await sentAt(now + 6000)).toBe('timestamp_out_of_window');
  });

  it('closes a controller after OTTO_CONTROLLER_HEARTBEAT_MISS_LIMIT silent intervals', async () => {
    relay = await startRelay({
      OTTO_CONTROLLER_HEARTBEAT_INTERVAL_MS: '100',
      OTTO_CONTROLLER_HEARTBEAT_MISS_LIMIT: '1',
    });
    const peer = await Peer.connect(relay.wsUrl, 'controller', (await relay.registerClient()).accessToken);
    expect((await peer.closed).code).toBe(4408);
  });

  it('has nodes ask every OTTO_NODE_HEARTBEAT_INTERVAL_MS whether it is there', async () => {
    await start({ OTTO_NODE_HEARTBEAT_INTERVAL_MS: '1500' });
    const node = await Peer.open(relay.wsUrl, 'node');
    expect((await node.hello('node_a')).payload).toMatchObject({ heartbeatIntervalMs: 1500 });
  });
});
