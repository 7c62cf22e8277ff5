import type { ControllerAccessListAnswer } from '@otto/protocol';
import { errorOf } from '../../test/error-of';
import type { HttpAnswer } from '../../test/http-client';
import { AccessRequests } from '@otto/acl';
import {
  OPERATOR_TOKEN,
  startRelay,
  type RelayUnderTest,
  type TestClient,
  type TestNode,
} from '../../test/relay-under-test';

let relay: RelayUnderTest;
let client: TestClient;
let node: TestNode;
let now: number;

beforeAll(async () => {
  now = Date.now();
  relay = await startRelay({}, { clock: () => now });
});
beforeEach(async () => {
  client = await relay.registerClient();
  node = await relay.pairNode();
});
afterAll(() => relay.stop());

async function listed(as = node): Promise<ControllerAccessListAnswer['clients'][number] | undefined> {
  const { body } = await relay.get<ControllerAccessListAnswer>('/api/controller/access', { token: as.accessToken });
  expect(body.nodeId).toBe(as.nodeId);
  return body.clients.find(({ clientId }) => clientId === client.clientId);
}

function decide(body: unknown, token: string | undefined = node.accessToken): Promise<HttpAnswer<unknown>> {
  return relay.post('/api/controller/access', body, { token });
}

describe('GET /api/controller/access', () => {
  it('lists every client, with how it stands to this node', async () => {
    const { clientId, name, description, avatarSeed } = client;
    expect(await listed()).toEqual({ clientId, name, description, avatarSeed, granted: false });
  });

  it('tells when a client was refused', async () => {
    relay.relay.get(AccessRequests).note(client.clientId, node.nodeId);
    expect(await listed()).toMatchObject({ granted: false, requestedAt: now });
    await relay.grant(client, node);
    expect(await listed()).not.toHaveProperty('requestedAt');
  });

  it('is for nodes only', async () => {
    const get = (token?: string): Promise<HttpAnswer<unknown>> => relay.get('/api/controller/access', { token });
    expect(errorOf(await get())).toEqual([401, 'missing_access_token']);
    expect(errorOf(await get('forged'))).toEqual([401, 'invalid_access_token']);
    expect(errorOf(await get(client.accessToken))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await get(OPERATOR_TOKEN))).toEqual([403, 'forbidden_role']);
  });
});

describe('POST /api/controller/access', () => {
  it('grants, narrows and takes away, for the calling node alone', async () => {
    const { clientId } = client;
    const other = await relay.pairNode();
    const answer = { ok: true, clientId, nodeId: node.nodeId };
    expect((await decide({ clientId, grant: true })).body).toEqual({ ...answer, granted: true });
    expect(await listed()).toMatchObject({ granted: true, grantedAt: now });
    expect(await listed(other)).toMatchObject({ granted: false });

    const expiresAt = now + 60_000;
    await decide({ clientId, grant: true, expiresAt, scopes: ['primitive.dom.*'], sites: ['Example.COM'] });
    expect(await listed()).toMatchObject({ expiresAt, scopes: ['primitive.dom.*'], sites: ['example.com'] });

    expect((await decide({ clientId, grant: false })).body).toEqual({ ...answer, granted: false });
    expect(await listed()).toMatchObject({ granted: false });
  });

  it('takes no nodeId from the body', async () => {
    const other = await relay.pairNode();
    await decide({ clientId: client.clientId, grant: true, nodeId: other.nodeId });
    expect(await listed(other)).toMatchObject({ granted: false });
    expect(await listed()).toMatchObject({ granted: true });
  });

  it('lets a grant end by itself', async () => {
    await decide({ clientId: client.clientId, grant: true, expiresAt: new Date(now + 60_000).toISOString() });
    expect(await listed()).toMatchObject({ granted: true });
    now += 60_000;
    expect(await listed()).toMatchObject({ granted: false });
  });

  it.each([
    [{}],
    [{ grant: true }],
    [{ clientId: 'clt_a' }],
    [{ clientId: 'clt_a', grant: 'yes' }],
    [{ clientId: 'clt_a', grant: 1 }],
    [{ clientId: '../a', grant: true }],
    [{ clientId: 'clt_a', grant: true, scopes: 'primitive.*' }],
    [{ clientId: 'clt_a', grant: true, scopes: ['no scope!'] }],
    [{ clientId: 'clt_a', grant: true, sites: [{}] }],
  ])('refuses %j', async (body) => {
    expect(errorOf(await decide(body))).toEqual([400, 'clientId_and_grant_required']);
  });

  it('refuses sites that are no hosts', async () => {
    const body = { clientId: client.clientId, grant: true, sites: ['https://example.com/'] };
    expect(errorOf(await decide(body))).toEqual([400, 'clientId_and_grant_required']);
  });

  it.each(['tomorrow', '', 0, -1, 1e300, true, {}, '2020-01-01'])('refuses to end a grant at %j', async (expiresAt) => {
    const body = { clientId: client.clientId, grant: true, expiresAt };
    expect(errorOf(await decide(body))).toEqual([400, 'invalid_expiresAt']);
  });

  it('does not know a client that is not registered', async () => {
    expect(errorOf(await decide({ clientId: 'clt_nobody', grant: true }))).toEqual([404, 'client_not_found']);
  });

  it('is for nodes only', async () => {
    const body = { clientId: client.clientId, grant: true };
    expect(errorOf(await relay.post('/api/controller/access', body))).toEqual([401, 'missing_access_token']);
    expect(errorOf(await decide(body, client.accessToken))).toEqual([403, 'forbidden_role']);
    expect(errorOf(await decide(body, OPERATOR_TOKEN))).toEqual([403, 'forbidden_role']);
  });
});
