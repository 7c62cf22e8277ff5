import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isControllerClientRecord } from '@otto/auth';
import { Journal } from '@otto/store';
import type { HttpAnswer } from './http-client';
import { assertPublished, PUBLISHED_ROUTES, publishedCodes } from './published-api';
import { generalRefusals, ownRefusals, peopled, waitingCode, type World } from './refusals';
import { refusalsWhenFull, refusalsWithoutDisk } from './refusals-under-strain';
import { startRelay, type RelayUnderTest } from './relay-under-test';

/** Codes that no single request to a whole relay ends in; where they are shown instead. */
const SHOWN_ELSEWHERE = new Set([
  'internal_error', // http-error.filter.spec.ts
  'request_timeout', // relay-http.adapter.spec.ts
  'relay_shutting_down', // health.controller.spec.ts
]);
const MAX_CLIENTS = 10_000;
const ENVIRONMENT = {
  OTTO_TRUST_PROXY: '1',
  OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
  OTTO_CONTROLLER_REGISTRATION_SECRET: 'registration-secret-of-a-spec',
};

let directory: string;
let usual: World;
let full: World;
let diskless: World;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-contract-'));
  usual = await peopled(await startRelay(ENVIRONMENT));
  full = await startFull();
  diskless = await peopled(await startRelay());
  const { refreshSessions, controllerClients, grants } = diskless.relay.storage;
  await Promise.all([refreshSessions, controllerClients, grants].map((journal) => journal.close()));
});
afterAll(async () => {
  await Promise.all([usual, full, diskless].map(({ relay }) => relay.stop()));
  await rm(directory, { recursive: true, force: true });
});

/** A relay that has as many clients as it takes. */
async function startFull(): Promise<World> {
  const first: RelayUnderTest = await startRelay(ENVIRONMENT, { logDir: directory });
  const { client, node } = await peopled(first);
  await first.stop();
  const journal = await Journal.open(join(directory, 'controller-clients.jsonl'), { check: isControllerClientRecord });
  const [[, record]] = [...journal.entries()] as [[string, NonNullable<ReturnType<typeof journal.get>>]];
  const more = Array.from({ length: MAX_CLIENTS - journal.size }, (_, index) => {
    const clientId = `clt_more_${index}`;
    return { key: clientId, value: { ...record, clientId, name: clientId } };
  });
  await journal.commit(more);
  await journal.close();
  const relay = await startRelay(ENVIRONMENT, { logDir: directory });
  return { relay, client, node, code: await waitingCode(relay) };
}

describe('the published description of the HTTP API', () => {
  it.each(PUBLISHED_ROUTES)('names for %s the codes that it can be made to answer, and no others', async (route) => {
    const published = publishedCodes(route).filter((code) => !SHOWN_ELSEWHERE.has(code));
    const ways = [
      generalRefusals(usual.relay, route),
      ...[ownRefusals(usual), refusalsWhenFull(full), refusalsWithoutDisk(diskless)].map((all) => all[route] ?? {}),
    ];
    const refusals = Object.assign({}, ...ways) as Record<string, () => Promise<HttpAnswer<{ code: string }>>>;
    const answered: [string, string][] = [];
    for (const code of published) answered.push([code, (await refusals[code]?.())?.body.code ?? 'no way shown']);
    expect(answered).toEqual(published.map((code) => [code, code]));
  });

  it('has every route of the relay', () => {
    const ways = [ownRefusals(usual), refusalsWhenFull(full), refusalsWithoutDisk(diskless)];
    const shown = ways.flatMap((refusals) => Object.keys(refusals));
    expect(shown.filter((route) => !PUBLISHED_ROUTES.includes(route))).toEqual([]);
  });
});

describe('assertPublished', () => {
  const url = 'http://127.0.0.1/health/live';
  const headers = { 'content-type': 'application/json; charset=utf-8' };

  it('lets pass what is published', () => {
    expect(() => assertPublished('GET', url, { status: 200, headers, body: { status: 'live' } })).not.toThrow();
  });

  it.each([
    [200, { status: 'dead' }],
    [200, { status: 'live', more: 1 }],
    [200, {}],
    [204, { status: 'live' }],
    [403, { error: 'x', code: 'forbidden_role', message: 'x', actionableHint: 'x' }],
    [403, { code: 'origin_not_allowed' }],
  ])('stops %d %j', (status, body) => {
    expect(() => assertPublished('GET', url, { status, headers, body })).toThrow('GET /health/live answers');
  });
});
