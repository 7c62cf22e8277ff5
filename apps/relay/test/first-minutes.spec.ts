import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  ControllerRegisterAnswer,
  ControllerTokenAnswer,
  PairingRequestAnswer,
  PairingStatusAnswer,
  PendingPairing,
  PendingPairingsAnswer,
} from '@otto/protocol';
import type { HttpOptions } from './http-client';
import { of } from './frame-inbox';
import { Peer } from './peer';
import { OPERATOR_TOKEN, startRelay, type RelayUnderTest } from './relay-under-test';

const REGISTRATION_SECRET = 'registration-secret-of-a-spec';
const DISTANT = { 'x-forwarded-for': '203.0.113.1' };

let relay: RelayUnderTest;

afterEach(() => relay.stop());

async function login(options?: HttpOptions): Promise<ControllerTokenAnswer> {
  const metadata = { name: 'laptop', description: 'my scripts' };
  const { body } = await relay.post<ControllerRegisterAnswer>('/api/controller/register', metadata, options);
  const { clientId, clientSecret } = body;
  return (await relay.post<ControllerTokenAnswer>('/api/controller/token', { clientId, clientSecret }, options)).body;
}

/** The node fetches its tokens, connects, and answers the first command. */
async function firstCommand(controller: ControllerTokenAnswer, challengeId: string): Promise<unknown> {
  const { body } = await relay.get<PairingStatusAnswer>(`/api/pairing/status?challengeId=${challengeId}`);
  const node = await Peer.connect(relay.wsUrl, 'node', body.nodeAccessToken ?? '');
  const peer = await Peer.connect(relay.wsUrl, 'controller', controller.accessToken);
  peer.command({ targetNodeId: body.nodeId });
  node.answer(await node.next(of('command')), { data: 'done' });
  return (await peer.next(of('result'))).payload.data;
}

/** A person reads the code in the popup of the one machine and types it on the other. */
async function requestFromAfar(): Promise<PairingRequestAnswer> {
  const body = { nodeId: 'node_far' };
  return (await relay.post<PairingRequestAnswer>('/api/pairing/request', body, { headers: DISTANT })).body;
}

describe('the first minutes of a new user', () => {
  it('on one machine take no secret that is typed: programs of the owner read the operator token themselves', async () => {
    relay = await startRelay({ OTTO_OPERATOR_TOKEN: '' });
    const controller = await login();
    const node = await relay.post<PairingRequestAnswer>('/api/pairing/request', { nodeId: 'node_mine' });
    const token = (await readFile(join(relay.logDir, 'operator-token'), 'utf8')).trim();
    const { body } = await relay.get<PendingPairingsAnswer>('/api/pairing/pending', { token });
    const [{ code } = {}] = body.pending as PendingPairing[];
    await relay.post('/api/pairing/approve', { code, clientId: controller.clientId }, { token });
    expect(await firstCommand(controller, node.body.challengeId)).toBe('done');
  });

  it('with the browser on another machine take nothing of that but the code', async () => {
    relay = await startRelay({ OTTO_TRUST_PROXY: '1' });
    const controller = await login();
    const { code, challengeId } = await requestFromAfar();
    await relay.post('/api/pairing/approve', { code, clientId: controller.clientId }, { token: OPERATOR_TOKEN });
    expect(await firstCommand(controller, challengeId)).toBe('done');
  });

  it('with the controller on another machine than the relay take the registration secret besides', async () => {
    relay = await startRelay({
      OTTO_TRUST_PROXY: '1',
      OTTO_ALLOW_REMOTE_CONTROLLER_REGISTRATION: 'true',
      OTTO_CONTROLLER_REGISTRATION_SECRET: REGISTRATION_SECRET,
      OTTO_DEFAULT_CONTROLLER_SCOPES: 'primitive.*,pairing.approve',
    });
    const controller = await login({ headers: { ...DISTANT, 'x-otto-registration-secret': REGISTRATION_SECRET } });
    const { code, challengeId } = await requestFromAfar();
    await relay.post('/api/pairing/approve', { code }, { token: controller.accessToken, headers: DISTANT });
    expect(await firstCommand(controller, challengeId)).toBe('done');
  });
});
