import type { HttpOptions } from './http-client';
import { AS_OPERATOR, DISTANT, METADATA, type Refusal, type Refusals, type World } from './refusals';

/** What a relay refuses that is full of clients. Some take as many requests as a bound allows. */
export function refusalsWhenFull({ relay, client, node, code }: World): Refusals {
  const tooOften = (path: string, body: unknown, options?: HttpOptions): Refusal => {
    return async () => {
      for (let count = 0; count < 30; count += 1) await relay.post(path, body, options);
      return relay.post(path, body, options);
    };
  };
  const distant = { headers: DISTANT };
  const asDistantNode = { token: node.accessToken, headers: DISTANT };
  const guess = { clientId: client.clientId, clientSecret: 'cs_wrong' };
  const wrongSecret = { headers: { ...DISTANT, 'x-otto-registration-secret': 'wrong' } };
  return {
    'POST /api/controller/register': {
      too_many_clients: () => relay.post('/api/controller/register', METADATA),
      too_many_attempts: tooOften('/api/controller/register', METADATA, wrongSecret),
    },
    'POST /api/pairing/approve': {
      too_many_clients: () => relay.post('/api/pairing/approve', { code }, AS_OPERATOR),
      too_many_attempts: tooOften('/api/pairing/approve', { code: 'wrong' }, asDistantNode),
    },
    'POST /api/pairing/request': {
      too_many_attempts: tooOften('/api/pairing/request', { nodeId: 'node_a' }, distant),
      too_many_pending: async () => {
        for (let count = 0; count < 100; count += 1) await relay.post('/api/pairing/request', { nodeId: 'node_a' });
        return relay.post('/api/pairing/request', { nodeId: 'node_a' });
      },
    },
    'POST /api/auth/refresh': { too_many_attempts: tooOften('/api/auth/refresh', { refreshToken: 'wrong' }) },
    'POST /api/controller/token': { too_many_attempts: tooOften('/api/controller/token', guess) },
  };
}

/** What a relay refuses whose disk takes nothing any more; each request would succeed otherwise. */
export function refusalsWithoutDisk({ relay, client, node, code }: World): Refusals {
  const unavailable = (path: string, body: unknown, options?: HttpOptions): Record<string, Refusal> => ({
    storage_unavailable: () => relay.post(path, body, options),
  });
  const { clientId, clientSecret, refreshToken } = client;
  return {
    'POST /api/pairing/approve': {
      storage_unavailable: () => relay.post('/api/pairing/approve', { code }, AS_OPERATOR),
    },
    'POST /api/auth/refresh': unavailable('/api/auth/refresh', { refreshToken }),
    'POST /api/auth/revoke': unavailable('/api/auth/revoke', { refreshToken }),
    'POST /api/controller/register': unavailable('/api/controller/register', METADATA),
    'POST /api/controller/token': unavailable('/api/controller/token', { clientId, clientSecret }),
    'POST /api/controller/access': unavailable(
      '/api/controller/access',
      { clientId, grant: true },
      { token: node.accessToken },
    ),
    'POST /api/nodes/revoke': unavailable('/api/nodes/revoke', { nodeId: node.nodeId }, AS_OPERATOR),
    'POST /api/controller/remove': unavailable('/api/controller/remove', { clientId }, AS_OPERATOR),
    'POST /api/controller/remove-all': unavailable('/api/controller/remove-all', {}, AS_OPERATOR),
    'GET /health/ready': { storage_unavailable: () => relay.get('/health/ready') },
  };
}
