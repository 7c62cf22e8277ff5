import {
  ACTIONS,
  OttoError,
  RELAY_FEATURES,
  type AuthAckPayload,
  type HelloAckPayload,
  type PeerRole,
  type TokenPair,
} from '@otto/protocol';
import { AuthPayload, HelloPayload, RefreshPayload, compileValidator } from '@otto/protocol/dto';
import type { AccessClaims } from '@otto/auth';
import type { Authenticator } from '../auth/authenticator';
import type { Frame } from './frame';
import { RELAY_VERSION } from './relay-version';
import type { Session } from './session';
import type { SessionRegistry } from './session-registry';

const FOR_NODES: readonly string[] = [...RELAY_FEATURES, ...Object.keys(ACTIONS)];

const helloOf = compileValidator(HelloPayload);
const authOf = compileValidator(AuthPayload);
const refreshOf = compileValidator(RefreshPayload);

/** hello, auth, refresh: how a socket becomes a session that may do something. */
export class Handshake {
  constructor(
    private readonly authenticator: Pick<Authenticator, 'authenticate' | 'refresh'>,
    private readonly sessions: Pick<SessionRegistry, 'join'>,
    private readonly heartbeatMs: Readonly<Record<PeerRole, number>>,
  ) {}

  /** @throws OttoError `invalid_hello`, `role_mismatch` */
  hello(session: Session, { envelope: { payload, requestId, traceId } }: Frame): void {
    const hello = helloOf(payload);
    if (hello.role !== session.role) throw new OttoError('role_mismatch');
    session.greet(hello);
    session.reply('hello_ack', requestId, this.#helloAck(session.role), traceId);
  }

  #helloAck(role: PeerRole): HelloAckPayload {
    const heartbeatIntervalMs = this.heartbeatMs[role];
    const ack = { accepted: true, relayVersion: RELAY_VERSION, heartbeatIntervalMs } as const;
    return role === 'controller' ? ack : { ...ack, capabilities: FOR_NODES };
  }

  /** @throws OttoError `missing_access_token`, `invalid_access_token`, `role_mismatch`, `node_mismatch` */
  auth(session: Session, { envelope: { payload, requestId, traceId } }: Frame): void {
    const { accessToken, resume } = authOf(payload);
    const claims = this.authenticator.authenticate(accessToken);
    if (claims.role !== session.role) throw new OttoError('role_mismatch');
    const isFirst = session.state.kind === 'greeted';
    session.authenticate(claims);
    session.reply('auth_ack', requestId, authAck(claims), traceId);
    if (!isFirst) return;
    this.sessions.join(session, claims, resume);
  }

  /**
   * The rotation of POST /api/auth/refresh, for a session that wants to stay. Its claims stay as they are until it sends
   * the new token in an auth.
   *
   * @throws OttoError `refreshToken_required`, `invalid_refresh_token`, `storage_unavailable`
   */
  async refresh(session: Session, { envelope: { payload, requestId, traceId } }: Frame): Promise<void> {
    const { accessToken, refreshToken } = await this.authenticator.refresh(refreshOf(payload).refreshToken);
    const pair: TokenPair = { accessToken, refreshToken };
    session.reply('refresh_ack', requestId, pair, traceId);
  }
}

function authAck(claims: AccessClaims): AuthAckPayload {
  const { role, scopes } = claims;
  const subject =
    claims.role === 'node'
      ? { nodeId: claims.nodeId }
      : { controllerId: claims.controllerId, clientId: claims.clientId };
  return { accepted: true, role, ...subject, scopes, relayVersion: RELAY_VERSION };
}
