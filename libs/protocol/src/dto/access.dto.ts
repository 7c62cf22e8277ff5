import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { CLIENT_ID_PATTERN } from '../identifiers';
import { SCOPE_PATTERN } from '../scopes';
import { FailsWith } from './fails-with';
import { ListOf } from './nested';

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
