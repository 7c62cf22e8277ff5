import { ArrayMaxSize, IsArray, IsBoolean, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { CLIENT_ID_PATTERN, DISPLAY_NAME_PATTERN } from '../identifiers';
import { SCOPE_PATTERN } from '../scopes';
import { FailsWith } from './fails-with';
import type { TokenPair } from './session.dto';

/** POST /api/controller/register */
@FailsWith('controller_metadata_required')
export class ControllerRegisterBody {
  @Matches(DISPLAY_NAME_PATTERN)
  name: string;

  @IsString()
  @Length(1, 500)
  description: string;

  /** Seeds the picture by which popups show the client; its id when left out. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  avatarSeed?: string;
}

/** POST /api/controller/token */
@FailsWith('client_credentials_required')
export class ControllerTokenBody {
  @IsString()
  @Length(1, 128)
  clientId: string;

  @IsString()
  @Length(1, 256)
  clientSecret: string;
}

/** POST /api/controller/remove */
@FailsWith('clientId_required')
export class ControllerRemoveBody {
  @IsString()
  @Length(1, 128)
  clientId: string;
}

/** POST /api/controller/access */
@FailsWith('clientId_and_grant_required')
export class ControllerAccessBody {
  @Matches(CLIENT_ID_PATTERN)
  clientId: string;

  @IsBoolean()
  grant: boolean;

  /** ms since 1970 or ISO-8601; never, when left out. */
  @IsOptional()
  expiresAt?: number | string;

  /** Narrows the grant to these scopes. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(64)
  @Matches(SCOPE_PATTERN, { each: true })
  scopes?: string[];

  /** Narrows the grant to tabs on these hosts and their subdomains. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(256)
  @IsString({ each: true })
  @MaxLength(253, { each: true })
  sites?: string[];
}

export interface ControllerRegisterAnswer {
  clientId: string;
  name: string;
  description: string;
  avatarSeed: string;
  /** Told only here; the relay keeps a salted hash. */
  clientSecret: string;
  createdAt: number;
}

export interface ControllerTokenAnswer extends TokenPair {
  clientId: string;
  controllerId: string;
  scopes: readonly string[];
}

export interface ControllerRemoveAnswer {
  ok: true;
  clientId: string;
  revokedAt: number;
  aclRevokedCount: number;
  refreshRevokedCount: number;
  disconnectedSessions: number;
}

export interface ControllerRemoveAllAnswer {
  ok: true;
  removedClientIds: string[];
  removedCount: number;
  aclRevokedCount: number;
  refreshRevokedCount: number;
  disconnectedSessions: number;
}

export interface ControllerAccessEntry {
  clientId: string;
  name: string;
  description: string;
  avatarSeed: string;
  granted: boolean;
  grantedAt?: number;
  expiresAt?: number;
  scopes?: readonly string[];
  sites?: readonly string[];
  /** When the client was last refused for want of a grant. */
  requestedAt?: number;
}

export interface ControllerAccessListAnswer {
  nodeId: string;
  clients: ControllerAccessEntry[];
}

export interface ControllerAccessAnswer {
  ok: true;
  clientId: string;
  nodeId: string;
  granted: boolean;
}

export interface ConnectedNodesAnswer {
  nodes: { nodeId: string; granted?: boolean }[];
}
