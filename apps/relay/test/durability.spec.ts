import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PairingRequestAnswer, PairingStatusAnswer } from '@otto/protocol';
import { sendHttp } from './http-client';
import { IdentityModel, type Random } from './identity-model';
import { OPERATOR_TOKEN } from './relay-under-test';
import { SpawnedRelay } from './spawned-relay';

const ROUNDS = 20;
const CHANGES = 1000;
const WORKERS = 8;

jest.setTimeout(600_000);

let directory: string;
let relay: SpawnedRelay;
let url: string;

async function spawn(): Promise<void> {
  relay = new SpawnedRelay({ OTTO_LOG_DIR: directory, OTTO_OPERATOR_TOKEN: OPERATOR_TOKEN });
  url = `http://127.0.0.1:${(await relay.ready()).port}`;
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otto-durability-'));
  await spawn();
});
afterEach(async () => {
  await relay.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

async function pairNode(): Promise<string> {
  const request = await sendHttp<PairingRequestAnswer>('POST', `${url}/api/pairing/request`, { nodeId: 'node_a' });
  const { code, challengeId } = request.body;
  await sendHttp('POST', `${url}/api/pairing/approve`, { code }, { token: OPERATOR_TOKEN });
  const status = `${url}/api/pairing/status?challengeId=${challengeId}`;
  return (await sendHttp<PairingStatusAnswer>('GET', status)).body.nodeAccessToken ?? '';
}

/** A repeatable sequence (mulberry32), so that a failure can be looked at again. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a relay that is killed in the middle of changes', () => {
  it(`has every one that it answered when it starts again, and none half, ${ROUNDS} times in a row`, async () => {
    const random = randomFrom(3);
    const model = new IdentityModel(random, { operator: OPERATOR_TOKEN, node: await pairNode() });
    for (let round = 1; round <= ROUNDS; round += 1) {
      const killAfter = model.acknowledged + Math.floor(random() * CHANGES);
      const changing = model.changeUntilGone(url, WORKERS);
      await model.reached(killAfter);
      await relay.kill('SIGKILL');
      await changing;
      await spawn();
      expect([round, await model.findBrokenPromises(url)]).toEqual([round, []]);
    }
  });
});
