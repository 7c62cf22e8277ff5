import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const METADATA = { name: 'hosted', description: 'behind a proxy' };
const MEBIBYTE = 1024 * 1024;

/** What has to hold behind a proxy, in this order: later checks use what earlier ones have made. */
export const CHECKS = [
  ['answers over TLS, and tells browsers to stay with it', overTls],
  ['sends those who come without TLS there', redirects],
  ['has no certificate for another name', refusesOtherNames],
  ['keeps a rebound or made-up host out', refusesForgedHosts],
  ['is not taken for the relay’s own machine', isNotLocal],
  ['registers and logs in a client with the registration secret', registers],
  ['pairs a node with nothing but the code', pairs],
  ['carries sessions, commands and large results', commands],
  ['tells the relay the caller’s address, and not the one that the caller claims', forwardsAddress],
  ['lets in pages of the relay itself, and no others', checksOrigins],
  ['passes on the relay’s refusals with what they say', passesRefusals],
  ['stops large bodies', stopsBodies],
  ['passes on why a session ends', passesCloseCodes],
  ['streams the log', streamsLog],
  ['writes no challenge into its own log', keepsChallenges],
];

async function overTls({ client }) {
  const { status, headers } = await client.send('GET', '/health/ready');
  assert.equal(status, 200);
  assert.match(headers['strict-transport-security'], /max-age=\d{8}/);
}

async function redirects({ client, name }) {
  const { status, headers } = await client.sendPlain('/api/docs');
  assert.ok([301, 308].includes(status), `status ${status}`);
  assert.match(headers.location, new RegExp(`^https://${name}.*/api/docs$`));
}

async function refusesOtherNames({ client }) {
  const other = { servername: 'evil.example', rejectUnauthorized: false };
  await assert.rejects(client.send('GET', '/health/live', undefined, { host: 'evil.example' }, other));
}

async function refusesForgedHosts({ client, relay, name }) {
  const asOperator = { authorization: `Bearer ${relay.operatorToken}` };
  const forged = await client
    .send('GET', '/metrics', undefined, { ...asOperator, host: 'evil.example' })
    .catch(() => ({ status: 'no answer' }));
  assert.notEqual(forged.status, 200);
  const claimed = { ...asOperator, 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
  assert.equal((await client.send('GET', '/metrics', undefined, claimed)).status, 200);
  const past = await client.sendLocally('GET', '/metrics', undefined, { ...asOperator, host: 'evil.example' });
  assert.deepEqual([past.status, past.body.code], [421, 'host_not_allowed']);
  assert.equal((await client.sendLocally('GET', '/health/live', undefined, { host: name })).status, 200);
}

async function isNotLocal({ client }) {
  for (const headers of [{}, { 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }]) {
    const { status, body } = await client.send('POST', '/api/controller/register', METADATA, headers);
    assert.deepEqual([status, body.code], [403, 'registration_forbidden']);
  }
}

async function registers(world) {
  const { client, registrationSecret } = world;
  const headers = { 'x-otto-registration-secret': registrationSecret };
  const registered = await client.send('POST', '/api/controller/register', METADATA, headers);
  assert.equal(registered.status, 200);
  const { clientId, clientSecret } = registered.body;
  const login = await client.send('POST', '/api/controller/token', { clientId, clientSecret });
  assert.equal(login.status, 200);
  world.controller = login.body;
}

async function pairs(world) {
  const { client, controller, relay } = world;
  const request = await client.send('POST', '/api/pairing/request', { nodeId: 'node_hosted' });
  const { code, challengeId } = request.body;
  const approval = { code, clientId: controller.clientId };
  const asOperator = { authorization: `Bearer ${relay.operatorToken}` };
  assert.equal((await client.sendLocally('POST', '/api/pairing/approve', approval, asOperator)).status, 200);
  const { body } = await client.send('GET', `/api/pairing/status?challengeId=${challengeId}`);
  assert.equal(body.status, 'approved');
  world.challengeId = challengeId;
  world.nodeToken = body.nodeAccessToken;
}

async function commands({ client, controller, nodeToken }) {
  const node = await sessionOf(await client.connect('node'), 'node', nodeToken);
  const peer = await sessionOf(await client.connect('controller'), 'controller', controller.accessToken);
  const action = 'primitive.tab.query';
  const requestId = peer.send('command', { targetNodeId: 'node_hosted', action, payload: {}, replayNonce: 'first' });
  const command = await node.next(({ messageType }) => messageType === 'command');
  const data = 'x'.repeat(4 * MEBIBYTE);
  node.send('result', { ok: true, durationMs: 1, action, commandOutcome: 'completed', data }, command.requestId);
  const result = await peer.next((frame) => frame.requestId === requestId && frame.messageType === 'result');
  assert.equal(result.payload.data.length, data.length);
  assert.deepEqual([await peer.close(), await node.close()], [1005, 1005]);
}

async function sessionOf(peer, role, accessToken) {
  await peer.ask('hello', { role, capabilities: [] });
  assert.equal((await peer.ask('auth', { accessToken })).messageType, 'auth_ack');
  return peer;
}

async function forwardsAddress({ client, relay }) {
  const claims = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', forwarded: 'for=203.0.113.9' };
  await client.send('POST', '/api/pairing/request', { nodeId: 'node_claiming' }, claims);
  const asOperator = { authorization: `Bearer ${relay.operatorToken}` };
  const { body } = await client.sendLocally('GET', '/api/logs?nodeId=node_claiming', undefined, asOperator);
  assert.deepEqual(
    body.logs.map(({ data }) => data.address),
    ['127.0.0.2'],
  );
}

async function checksOrigins({ client }) {
  assert.equal((await client.send('GET', '/api/docs-json', undefined, { origin: client.origin })).status, 200);
  await (await client.connect('controller', { origin: client.origin })).close();
  for (const origin of ['https://evil.example', 'null', client.origin.replace('https', 'http')]) {
    const refused = await client.send('POST', '/api/controller/register', METADATA, { origin });
    assert.deepEqual([refused.status, refused.body.code], [403, 'origin_not_allowed']);
    await assert.rejects(client.connect('controller', { origin }), /refused with 403/);
  }
}

async function passesRefusals({ client }) {
  for (let guess = 0; guess < 10; guess += 1) {
    const { status, body } = await client.send('POST', '/api/auth/refresh', { refreshToken: 'guessed' });
    assert.deepEqual([status, body.code], [401, 'invalid_refresh_token']);
  }
  const { status, headers, body } = await client.send('POST', '/api/auth/refresh', { refreshToken: 'guessed' });
  assert.deepEqual([status, body.code], [429, 'too_many_attempts']);
  assert.ok(Number(headers['retry-after']) > 0);
  // Somebody else is not stopped by that.
  const other = await client.send(
    'POST',
    '/api/auth/refresh',
    { refreshToken: 'x' },
    {},
    { localAddress: '127.0.0.3' },
  );
  assert.equal(other.status, 401);
}

async function stopsBodies({ client }) {
  const slightly = await client.send('POST', '/api/pairing/request', ' '.repeat(80 * 1024));
  assert.deepEqual([slightly.status, slightly.body.code], [413, 'body_too_large']);
  const much = await client.send('POST', '/api/pairing/request', ' '.repeat(256 * 1024));
  assert.equal(much.status, 413);
}

async function passesCloseCodes({ client, relay, controller }) {
  const peer = await sessionOf(await client.connect('controller'), 'controller', controller.accessToken);
  const asOperator = { authorization: `Bearer ${relay.operatorToken}` };
  const { clientId } = controller;
  await client.sendLocally('POST', '/api/controller/remove', { clientId }, asOperator);
  assert.equal(await peer.closed, 4403);
}

async function streamsLog({ client, relay }) {
  const asOperator = { authorization: `Bearer ${relay.operatorToken}` };
  const { status, headers, body } = await client.send('GET', '/api/logs/export', undefined, asOperator);
  assert.equal(status, 200);
  assert.match(headers['content-type'], /x-ndjson/);
  assert.ok(body.split('\n').length > 5);
}

async function keepsChallenges({ directory, challengeId }) {
  const logs = readdirSync(directory).filter((name) => name.endsWith('.log'));
  const texts = logs.map((name) => readFileSync(path.join(directory, name), 'utf8'));
  assert.ok(texts.join('').includes('/api/pairing/status'), 'the proxy has written no log');
  assert.ok(!texts.join('').includes(challengeId));
}
