import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CLIENT_ID_PATTERN, DISPLAY_NAME_PATTERN, NODE_ID_PATTERN } from '../identifiers';
import { SCOPE_PATTERN } from '../scopes';
import { FailsWith } from './fails-with';
import { ListOf } from './nested';
import { TokenPair } from './session.dto';

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

/** POST /api/nodes/revoke */
export class NodeRevokeBody {
  @FailsWith('invalid_node_id', { missing: 'nodeId_required' })
  @Matches(NODE_ID_PATTERN)
  nodeId: string;
}

/** Answer of POST /api/nodes/revoke; zeros for a node that had nothing to end. */
export class NodeRevokeAnswer {
  @IsBoolean()
  ok: true;

  @IsString()
  nodeId: string;

  /** Logins of the node that have ended. */
  @IsInt()
  refreshRevokedCount: number;

  @IsInt()
  disconnectedSessions: number;
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
  @FailsWith('invalid_expiresAt')
  @JSONSchema({ type: ['integer', 'string'] })
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

/** Answer of POST /api/controller/register. Times are ms since 1970, as in every HTTP answer. */
export class ControllerRegisterAnswer {
  @IsString()
  clientId: string;

  @IsString()
  name: string;

  @IsString()
  description: string;

  @IsString()
  avatarSeed: string;

  /** Told only here; the relay keeps a salted hash. */
  @IsString()
  clientSecret: string;

  @IsInt()
  createdAt: number;
}

/** Answer of POST /api/controller/token */
export class ControllerTokenAnswer extends TokenPair {
  @IsString()
  clientId: string;

  @IsString()
  controllerId: string;

  @IsArray()
  @IsString({ each: true })
  scopes: readonly string[];
}

/** What the removal of clients has ended. */
class Removed {
  @IsIn([true])
  ok: true;

  /** Grants that ended. */
  @IsInt()
  aclRevokedCount: number;

  /** Log-ins that ended. */
  @IsInt()
  refreshRevokedCount: number;

  /** Sockets that were closed. */
  @IsInt()
  disconnectedSessions: number;
}

/** Answer of POST /api/controller/remove */
export class ControllerRemoveAnswer extends Removed {
  @IsString()
  clientId: string;

  @IsInt()
  revokedAt: number;
}

/** Answer of POST /api/controller/remove-all */
export class ControllerRemoveAllAnswer extends Removed {
  @IsArray()
  @IsString({ each: true })
  removedClientIds: string[];

  @IsInt()
  removedCount: number;
}

/** How a client stands to a node. */
export class ControllerAccessEntry {
  @IsString()
  clientId: string;

  @IsString()
  name: string;

  @IsString()
  description: string;

  @IsString()
  avatarSeed: string;

  @IsBoolean()
  granted: boolean;

  @IsOptional()
  @IsInt()
  grantedAt?: number;

  /** When the grant ends by itself. */
  @IsOptional()
  @IsInt()
  expiresAt?: number;

  /** Left out where the grant is not narrowed to scopes. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  scopes?: readonly string[];

  /** Left out where the grant is not narrowed to sites. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  sites?: readonly string[];

  /** When the client was last refused for want of a grant. */
  @IsOptional()
  @IsInt()
  requestedAt?: number;
}

/** Answer of GET /api/controller/access */
export class ControllerAccessListAnswer {
  @IsString()
  nodeId: string;

  @ListOf(ControllerAccessEntry)
  clients: ControllerAccessEntry[];
}

/** Answer of POST /api/controller/access */
export class ControllerAccessAnswer {
  @IsIn([true])
  ok: true;

  @IsString()
  clientId: string;

  @IsString()
  nodeId: string;

  @IsBoolean()
  granted: boolean;
}

/** A node with an authenticated session. */
export class ConnectedNode {
  @IsString()
  nodeId: string;

  /** Whether the calling controller may drive it; the operator is not told, since it drives none. */
  @IsOptional()
  @IsBoolean()
  granted?: boolean;
}

/** Answer of GET /api/nodes/connected */
export class ConnectedNodesAnswer {
  @ListOf(ConnectedNode)
  nodes: ConnectedNode[];
}
