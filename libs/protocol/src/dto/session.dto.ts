import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { PEER_ROLES, type PeerRole } from '../envelope';
import { NODE_ID_PATTERN } from '../identifiers';
import { LIMITS } from '../limits';
import { FailsWith } from './fails-with';

/** First frame of every session. */
@FailsWith('invalid_hello')
export class HelloPayload {
  @IsIn(PEER_ROLES)
  role: PeerRole;

  /** What the peer can do, for example the action names of a node. */
  @IsArray()
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  capabilities: string[];

  /** Nodes only: which node the token of the following auth has to belong to. */
  @IsOptional()
  @Matches(NODE_ID_PATTERN)
  nodeId?: string;
}

@FailsWith('missing_access_token')
export class AuthPayload {
  @IsString()
  @Length(1, 8192)
  accessToken: string;

  /**
   * Nodes only: the commands of an earlier connection that the node has not answered for sure, by requestId. Where the relay
   * has not noticed the end of that connection yet, they go on in this one; it says which with `commands_resumed`.
   */
  @IsOptional()
  @FailsWith('invalid_envelope')
  @IsArray()
  @ArrayMaxSize(LIMITS.resumedCommands)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  resume?: string[];
}

@FailsWith('refreshToken_required')
export class RefreshPayload {
  @IsString()
  @Length(1, 512)
  refreshToken: string;
}

@FailsWith('invalid_envelope')
export class PingPayload {
  /** Comes back in the pong as it is, so that the sender can measure the round trip. */
  @IsOptional()
  @IsNumber()
  ts?: number;
}

export interface HelloAckPayload {
  accepted: true;
  heartbeatIntervalMs: number;
  relayVersion: string;
  /** For nodes: the features of the relay and the actions that it knows, see RELAY_FEATURES. */
  capabilities?: readonly string[];
}

export interface AuthAckPayload {
  accepted: true;
  role: PeerRole;
  nodeId?: string;
  controllerId?: string;
  clientId?: string;
  scopes: readonly string[];
  relayVersion: string;
}

/** What a log-in, a pairing or a rotation gives. */
export class TokenPair {
  @IsString()
  accessToken: string;

  /** Good for one use, which gives the next pair. */
  @IsString()
  refreshToken: string;
}

/** Answer of POST /api/auth/revoke */
export class RevokeAnswer {
  /** False when there was nothing left to end. */
  @IsBoolean()
  revoked: boolean;
}

export interface PongPayload {
  ok: true;
  ts?: number;
}
