import { isRecord, OttoError, type ErrorCode, type LogEntry, type LogsStatusAnswer } from '@otto/protocol';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeTokens } from './fake-tokens';

type Body = Record<string, unknown>;

const ENDED = { aclRevokedCount: 1, refreshRevokedCount: 1, disconnectedSessions: 0 };

/** The REST side of a fake relay. Remembers what it was asked. */
export class FakeRest {
  /** Every request: `POST /api/auth/refresh`. */
  readonly requests: string[] = [];
  readonly bodies: Body[] = [];
  readonly bearers: string[] = [];
  /** ms by which its clock is ahead. */
  clockSkewMs = 0;
  /** So many of the next registrations find their name taken. */
  takenNames = 0;
  registrationSecret: string | undefined;
  readonly clientSecret = 'cs_right';
  nodes: object[] = [{ nodeId: 'node_a' }, { nodeId: 'node_b', granted: false }];
  pending: object[] = [];
  logs: LogEntry[] = [];
  /** In place of the answer, so often. */
  unavailable = 0;
  /** The pairing code that it accepts. */
  code = '123-456';
  unready: ErrorCode | undefined;

  constructor(private readonly tokens: FakeTokens) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const route = `${request.method} ${request.url}`;
    this.requests.push(route);
    this.bodies.push(body);
    this.bearers.push(bearer(request));
    response.setHeader('date', new Date(Date.now() + this.clockSkewMs).toUTCString());
    const answer = this.unavailable > 0 ? this.#refuse() : this.#answerTo(route, body, request);
    if (typeof answer === 'string') return void response.writeHead(200).end(answer);
    const [status, json] = answer instanceof OttoError ? [answer.status, answer.toBody()] : [200, answer];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }

  #logsOf({ pathname, searchParams }: URL, request: IncomingMessage): object | string {
    const since = searchParams.get('since') ?? '';
    const logs = this.logs.filter(({ timestamp }) => timestamp >= since);
    if (!this.tokens.accepts(bearer(request))) return error('invalid_access_token');
    if (pathname.endsWith('/status')) return logsStatus(logs);
    if (pathname.endsWith('/export')) return logs.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    return { logs };
  }

  #refuse(): OttoError {
    this.unavailable -= 1;
    return error('relay_starting');
  }

  #answerTo(route: string, body: Body, request: IncomingMessage): object | string {
    if (request.url?.startsWith('/api/logs')) return this.#logsOf(new URL(request.url, 'http://relay'), request);
    const answer = this.#answers[route];
    return answer ? answer(body, request) : error('not_found');
  }

  readonly #answers: Record<string, (body: Body, request: IncomingMessage) => object> = {
    'POST /api/auth/refresh': ({ refreshToken }) =>
      this.tokens.acceptsRefresh(refreshToken) ? this.tokens.make() : error('invalid_refresh_token'),
    'POST /api/auth/revoke': () => ({ revoked: true }),
    'POST /api/controller/token': ({ clientId, clientSecret }) =>
      clientSecret === this.clientSecret
        ? { clientId, controllerId: 'ctl_1', scopes: [], ...this.tokens.make() }
        : error('invalid_client_credentials'),
    'POST /api/controller/register': (body, request) => {
      if (this.takenNames-- > 0) return error('controller_name_conflict');
      this.registrationSecret = String(request.headers['x-otto-registration-secret']);
      return { ...body, clientId: 'clt_1', clientSecret: this.clientSecret };
    },
    'POST /api/controller/remove': ({ clientId }) =>
      clientId === 'clt_nobody' ? error('client_not_found') : { ok: true, clientId, revokedAt: 1, ...ENDED },
    'POST /api/controller/remove-all': () => ({
      ok: true,
      removedClientIds: ['clt_1', 'clt_2'],
      removedCount: 2,
      ...ENDED,
    }),
    'POST /api/nodes/revoke': ({ nodeId }) => ({ ok: true, nodeId, refreshRevokedCount: 1, disconnectedSessions: 1 }),
    'GET /api/nodes/connected': (_body, request) =>
      this.tokens.accepts(bearer(request)) ? { nodes: this.nodes } : error('invalid_access_token'),
    'GET /api/pairing/pending': () => ({ pending: this.pending }),
    'POST /api/pairing/approve': ({ code, clientId }) =>
      code === this.code ? { nodeId: 'node_a', clientId } : error('pairing_not_found'),
    'GET /health/ready': () => (this.unready ? error(this.unready) : { status: 'ready' }),
  };
}

function error(code: ErrorCode): OttoError {
  return new OttoError(code);
}

function logsStatus(logs: readonly LogEntry[]): LogsStatusAnswer {
  return {
    retentionDays: 14,
    totalEvents: logs.length,
    sizeBytes: JSON.stringify(logs).length,
    windowing: { mode: 'daily', maxFileBytes: 1_000_000 },
    oldest: logs.at(0)?.timestamp ?? null,
    newest: logs.at(-1)?.timestamp ?? null,
  };
}

function bearer(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace(/^Bearer /, '');
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(body) ? body : {};
}
