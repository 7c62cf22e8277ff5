import type { PairingRequestAnswer } from '@otto/protocol';
import type { HttpAnswer, HttpOptions } from './http-client';
import { OPERATOR_TOKEN, type RelayUnderTest, type TestClient, type TestNode } from './relay-under-test';

/** One way to be refused: the request that a code is the answer to. */
export type Refusal = () => Promise<HttpAnswer<unknown>>;
/** By route, as `GET /api/logs`, and code. */
export type Refusals = Readonly<Record<string, Readonly<Record<string, Refusal>>>>;

/** A relay with somebody of each kind. */
export interface World {
  readonly relay: RelayUnderTest;
  readonly client: TestClient;
  readonly node: TestNode;
  /** Of a pairing that waits. */
  readonly code: string;
}

export const AS_OPERATOR: HttpOptions = { token: OPERATOR_TOKEN };
export const DISTANT = { 'x-forwarded-for': '203.0.113.1' };
export const METADATA = { name: 'one more', description: 'of a spec' };
const ABSENT = 'clt_nobody';

export async function peopled(relay: RelayUnderTest): Promise<World> {
  const client = await relay.registerClient();
  return { relay, client, node: await relay.pairNode('node_paired', client), code: await waitingCode(relay) };
}

/** What any route refuses, and any that takes a body. */
export function generalRefusals(relay: RelayUnderTest, route: string): Readonly<Record<string, Refusal>> {
  const [method, template = ''] = route.split(' ');
  const path = template.replace('{file}', 'show.js');
  const send = (body: unknown, options: HttpOptions): ReturnType<Refusal> =>
    method === 'GET' ? relay.get(path, options) : relay.post(path, body, options);
  const withBody = (body: unknown, headers = {}): Refusal => {
    return () => send(body, { headers });
  };
  return {
    host_not_allowed: () => send({}, { headers: { host: 'evil.example' } }),
    origin_not_allowed: () => send({}, { headers: { origin: 'https://evil.example' } }),
    missing_access_token: () => send({}, {}),
    invalid_access_token: () => send({}, { token: 'forged' }),
    unsupported_media_type: withBody('{}', { 'content-type': 'text/plain' }),
    body_too_large: withBody(' '.repeat(65 * 1024)),
    invalid_json: withBody('{'),
    invalid_body: withBody('[]'),
  };
}

/** What the routes themselves refuse. */
export function ownRefusals(world: World): Refusals {
  return {
    ...pairingRefusals(world),
    ...tokenRefusals(world),
    ...clientRefusals(world),
    ...accessRefusals(world),
    ...refusalsOfReaders(world),
  };
}

function pairingRefusals({ relay, client }: World): Refusals {
  const approve = (body: object, options = AS_OPERATOR): Refusal =>
    posting(relay, '/api/pairing/approve', body, options);
  return {
    'POST /api/pairing/request': {
      nodeId_required: posting(relay, '/api/pairing/request', {}),
      invalid_node_id: posting(relay, '/api/pairing/request', { nodeId: 'mine' }),
      challenge_not_found: posting(relay, '/api/pairing/request', { nodeId: 'node_a', challengeId: 'x' }),
    },
    'POST /api/pairing/approve': {
      forbidden_role: approve({ code: '000-000' }, { token: client.accessToken }),
      code_required: approve({}),
      client_not_found: approve({ code: '000-000', clientId: ABSENT }),
      pairing_not_found: approve({ code: 'no code' }),
      pairing_not_pending: async () => {
        const code = await waitingCode(relay);
        await approve({ code })();
        return approve({ code })();
      },
    },
    'GET /api/pairing/status': {
      challengeId_required: getting(relay, '/api/pairing/status'),
      challenge_not_found: getting(relay, `/api/pairing/status?challengeId=ch_${'A'.repeat(22)}`),
    },
  };
}

function tokenRefusals({ relay, client: { clientId } }: World): Refusals {
  return {
    'POST /api/auth/refresh': {
      refreshToken_required: posting(relay, '/api/auth/refresh', {}),
      invalid_refresh_token: posting(relay, '/api/auth/refresh', { refreshToken: 'x' }),
    },
    'POST /api/auth/revoke': { refreshToken_required: posting(relay, '/api/auth/revoke', {}) },
    'POST /api/controller/token': {
      client_credentials_required: posting(relay, '/api/controller/token', { clientId }),
      invalid_client_credentials: posting(relay, '/api/controller/token', { clientId, clientSecret: 'cs_wrong' }),
    },
  };
}

function clientRefusals({ relay, client: { name, accessToken } }: World): Refusals {
  const register = (body: object, options?: HttpOptions): Refusal =>
    posting(relay, '/api/controller/register', body, options);
  const remove = (body: object, options = AS_OPERATOR): Refusal =>
    posting(relay, '/api/controller/remove', body, options);
  return {
    'POST /api/controller/register': {
      controller_metadata_required: register({ name: 'a' }),
      registration_forbidden: register(METADATA, { headers: DISTANT }),
      controller_name_conflict: register({ ...METADATA, name }),
    },
    'POST /api/controller/remove': {
      clientId_required: remove({}),
      client_not_found: remove({ clientId: ABSENT }),
      forbidden_role: remove({ clientId: ABSENT }, { token: accessToken }),
    },
    'POST /api/controller/remove-all': {
      forbidden_role: posting(relay, '/api/controller/remove-all', {}, { token: accessToken }),
    },
  };
}

function accessRefusals({ relay, client, node }: World): Refusals {
  const { clientId } = client;
  const decide = (body: object, token = node.accessToken): Refusal =>
    posting(relay, '/api/controller/access', body, { token });
  return {
    'GET /api/controller/access': { forbidden_role: getting(relay, '/api/controller/access', AS_OPERATOR) },
    'POST /api/controller/access': {
      forbidden_role: decide({ clientId, grant: true }, client.accessToken),
      clientId_and_grant_required: decide({ clientId }),
      client_not_found: decide({ clientId: ABSENT, grant: true }),
      invalid_expiresAt: decide({ clientId, grant: true, expiresAt: 'then' }),
    },
  };
}

function refusalsOfReaders({ relay, node }: World): Refusals {
  const asNode = { token: node.accessToken };
  const logQueries = (path: string): Record<string, Refusal> => ({
    forbidden_role: getting(relay, path, asNode),
    invalid_body: getting(relay, `${path}?nodeId=${'x'.repeat(200)}`, AS_OPERATOR),
    invalid_since: getting(relay, `${path}?since=yesterday`, AS_OPERATOR),
    invalid_level: getting(relay, `${path}?level=loud`, AS_OPERATOR),
    invalid_source: getting(relay, `${path}?source=press`, AS_OPERATOR),
    invalid_latest: getting(relay, `${path}?latest=0`, AS_OPERATOR),
  });
  return {
    'GET /api/nodes/connected': { forbidden_role: getting(relay, '/api/nodes/connected', asNode) },
    'POST /api/nodes/revoke': {
      forbidden_role: posting(relay, '/api/nodes/revoke', { nodeId: 'node_a' }, asNode),
      nodeId_required: posting(relay, '/api/nodes/revoke', {}, AS_OPERATOR),
      invalid_node_id: posting(relay, '/api/nodes/revoke', { nodeId: 'mine' }, AS_OPERATOR),
    },
    'GET /api/logs': logQueries('/api/logs'),
    'GET /api/logs/export': logQueries('/api/logs/export'),
    'GET /api/logs/status': logQueries('/api/logs/status'),
    'GET /metrics': { forbidden_role: getting(relay, '/metrics', asNode) },
    'GET /api/docs/{file}': { not_found: getting(relay, '/api/docs/package.json') },
  };
}

/** The code of a pairing that waits. */
export async function waitingCode(relay: RelayUnderTest): Promise<string> {
  return (await relay.post<PairingRequestAnswer>('/api/pairing/request', { nodeId: 'node_waiting' })).body.code;
}

function posting(relay: RelayUnderTest, path: string, body: object, options?: HttpOptions): Refusal {
  return () => relay.post(path, body, options);
}

function getting(relay: RelayUnderTest, path: string, options?: HttpOptions): Refusal {
  return () => relay.get(path, options);
}
