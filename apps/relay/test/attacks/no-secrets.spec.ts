import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ControllerRegisterAnswer,
  ControllerTokenAnswer,
  PairingApproveAnswer,
  PairingRequestAnswer,
  PairingStatusAnswer,
  TokenPair,
} from '@otto/protocol';
import { sendHttp, type HttpOptions } from '../http-client';
import { of } from '../frame-inbox';
import { Peer } from '../peer';
import { TOKEN_SECRET } from '../relay-under-test';
import { SpawnedRelay, type Ended } from '../spawned-relay';

jest.setTimeout(120_000);

const REGISTRATION_SECRET = 'registration-secret-of-a-spawned-relay';
/** What a page held that a command worked on, and nobody but the controller may see. */
const PAGE = { cookie: 'sid=page-cookie-0123456789', text: 'page-text-0123456789' };

/** What peers get from the relay, and so might write about. */
const GIVEN_OUT = /^(\w+Token|clientSecret|challengeId) of /i;

let directory: string;
let relay: SpawnedRelay;
let url: string;
let wsUrl: string;
let pid: number;
let operatorToken: string;
/** Every secret that anybody has seen, by what it is. */
const secrets = new Map<string, string>();
/** Every text that a refused request got back. */
const refusals: string[] = [];

async function call<T>(method: string, path: string, body?: unknown, options?: HttpOptions): Promise<T> {
  const answer = await sendHttp<T>(method, url + path, body, options);
  if (answer.status >= 400) refusals.push(JSON.stringify([answer.headers, answer.body]));
  return answer.body;
}

function keep<T extends object>(whose: string, answer: T, ...names: readonly (keyof T & string)[]): T {
  for (const name of names) secrets.set(`${name} of ${whose}`, String(answer[name]));
  return answer;
}

async function loginOf(name: string): Promise<ControllerRegisterAnswer & ControllerTokenAnswer> {
  const headers = { 'x-forwarded-for': '203.0.113.1', 'x-otto-registration-secret': REGISTRATION_SECRET };
  const registration = { name, description: 'd' };
  const client = await call<ControllerRegisterAnswer>('POST', '/api/controller/register', registration, { headers });
  const { clientId, clientSecret } = keep(name, client, 'clientSecret');
  const tokens = await call<ControllerTokenAnswer>('POST', '/api/controller/token', { clientId, clientSecret });
  return { ...client, ...keep(name, tokens, 'accessToken', 'refreshToken') };
}

async function pair(nodeId: string, clientId: string): Promise<PairingStatusAnswer> {
  const request = await call<PairingRequestAnswer>('POST', '/api/pairing/request', { nodeId });
  const { challengeId, code } = keep(nodeId, request, 'challengeId', 'code');
  const body = { code, clientId };
  const approval = await call<PairingApproveAnswer>('POST', '/api/pairing/approve', body, { token: operatorToken });
  keep(nodeId, approval, 'controllerAccessToken', 'controllerRefreshToken');
  const status = await call<PairingStatusAnswer>('GET', `/api/pairing/status?challengeId=${challengeId}`);
  return keep(nodeId, status, 'nodeAccessToken', 'nodeRefreshToken');
}

/** A command that brings back a page, an event that tells of it, and what a careless node might write about it. */
async function work(controller: Peer, node: Peer): Promise<void> {
  const payload = { url: 'https://site.example/?access_token=page-query-0123456789', password: 'page-password-0123' };
  secrets.set('a token in an address', 'page-query-0123456789').set('a password in a payload', payload.password);
  secrets.set('a cookie of a page', PAGE.cookie).set('a text of a page', PAGE.text);
  controller.command({ targetNodeId: 'node_a', action: 'primitive.tab.open', payload });
  const command = await node.next(of('command'));
  const tokens = [...secrets].filter(([name]) => GIVEN_OUT.test(name)).map(([, value]) => value);
  const data = { note: `careless: ${tokens.join(' ')}`, headers: { Cookie: PAGE.cookie }, authorization: tokens };
  node.send('event', { type: 'extension_log', entry: { level: 'info', type: 'careless', data } });
  node.answer(command, { data: PAGE });
  await controller.next(of('result'));
}

/** Presents every secret where it is not wanted, so that whatever repeats it in a refusal does so here. */
async function misuseAll(): Promise<void> {
  for (const secret of [...secrets.values()]) {
    await call('GET', `/api/docs/${encodeURIComponent(secret)}?token=${encodeURIComponent(secret)}`);
    await call('GET', '/api/logs', undefined, { token: secret });
    await call('POST', '/api/auth/refresh', { refreshToken: `${secret}x` });
    await call('POST', '/api/controller/token', { clientId: secret, clientSecret: secret });
    await call('POST', '/api/pairing/approve', { code: secret, clientId: secret }, { token: operatorToken });
    await call('POST', '/api/controller/remove', { clientId: secret }, { token: operatorToken });
    await call('POST', '/api/pairing/request', `{"nodeId": "${secret}`);
  }
}

/** Registers, logs in, pairs, refreshes, commands, reads logs, misuses and revokes. */
async function liveWholeLife(): Promise<void> {
  const client = await loginOf('a client');
  const paired = await pair('node_a', client.clientId);
  const controller = await Peer.connect(wsUrl, 'controller', client.accessToken);
  const node = await Peer.connect(wsUrl, 'node', paired.nodeAccessToken ?? '', { nodeId: 'node_a' });
  const rotated = await call<TokenPair>('POST', '/api/auth/refresh', { refreshToken: client.refreshToken });
  keep('a rotation', rotated, 'accessToken', 'refreshToken');
  const { payload } = await node.ask('refresh', { refreshToken: paired.nodeRefreshToken });
  keep('a rotation over a socket', payload as unknown as TokenPair, 'accessToken', 'refreshToken');
  await work(controller, node);
  await misuseAll();
  await call('POST', '/api/auth/refresh', { refreshToken: client.refreshToken });
  await call('POST', '/api/controller/remove', { clientId: client.clientId }, { token: operatorToken });
  await controller.closed;
  await call('GET', '/health/live');
}

async function processTexts(): Promise<Record<string, string>> {
  const names = ['cmdline', 'comm', 'status'];
  const texts = await Promise.all(names.map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')));
  return Object.fromEntries(names.map((name, index) => [`/proc/<pid>/${name}`, texts[index] ?? '']));
}

async function fileTexts(): Promise<Record<string, string>> {
  const names = (await readdir(directory)).filter((name) => name !== 'operator-token');
  const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}

/** Which secret is where, in words that do not repeat it. */
function leaks(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([place, text]) =>
    [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => `${name} in ${place}`),
  );
}

describe('a whole life of clients, nodes and commands', () => {
  let ended: Ended;
  let whileRunning: Record<string, string>;
  let modes: [string, string][];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'otto-secrets-'));
    relay = new SpawnedRelay({
      OTTO_LOG_DIR: directory,
      OTTO_TRUST_PROXY: '1',
      OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
      OTTO_CONTROLLER_REGISTRATION_SECRET: REGISTRATION_SECRET,
    });
    const ready = await relay.ready();
    pid = ready.pid;
    url = `http://127.0.0.1:${ready.port}`;
    wsUrl = `ws://127.0.0.1:${ready.port}`;
    operatorToken = (await readFile(join(directory, 'operator-token'), 'utf8')).trim();
    secrets.set('the operator token', operatorToken).set('the token secret', TOKEN_SECRET);
    secrets.set('the registration secret', REGISTRATION_SECRET);
    await liveWholeLife();
    const asOperator = { token: operatorToken };
    whileRunning = {
      ...(await processTexts()),
      'GET /api/logs': JSON.stringify(await call('GET', '/api/logs', undefined, asOperator)),
      'GET /api/logs/export': await call<string>('GET', '/api/logs/export', undefined, asOperator),
      'GET /metrics': await call<string>('GET', '/metrics', undefined, asOperator),
      'GET /api/pairing/pending': JSON.stringify(await call('GET', '/api/pairing/pending', undefined, asOperator)),
    };
    const names = await readdir(directory);
    const stats = await Promise.all(['.', ...names].map((name) => stat(join(directory, name))));
    modes = ['.', ...names].map((name, index) => [name, ((stats[index]?.mode ?? 0) & 0o777).toString(8)]);
    ended = await relay.kill('SIGTERM');
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('has shown many secrets to those whom they belong to', () => {
    expect(secrets.size).toBeGreaterThan(15);
    expect([...secrets].filter(([, secret]) => secret.length < 7 || secret === 'undefined')).toEqual([]);
  });

  it('leaves none of them in its output, its title or what it tells of itself', () => {
    expect(ended.stderr).toBe('');
    expect(leaks({ stdout: ended.stdout, stderr: ended.stderr, ...whileRunning })).toEqual([]);
  });

  it('leaves none of them in a file, except the operator token in its own', async () => {
    const texts = await fileTexts();
    expect(Object.keys(texts).length).toBeGreaterThan(3);
    expect(leaks(texts)).toEqual([]);
  });

  it('repeats none of them in a refusal', () => {
    expect(refusals.length).toBeGreaterThan(100);
    expect(
      leaks(Object.fromEntries(refusals.map((text, index) => [`refusal ${index}: ${text.slice(-200)}`, text]))),
    ).toEqual([]);
  });

  it('keeps its files for their owner alone', () => {
    expect(modes.length).toBeGreaterThan(5);
    expect(modes.filter(([name, mode]) => mode !== (name === '.' ? '700' : '600'))).toEqual([]);
  });
});
