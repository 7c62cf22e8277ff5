import { IsArray, IsIn, IsInt, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { DISPLAY_NAME_PATTERN } from '../identifiers';
import { FailsWith } from './fails-with';
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

/** POST /api/controller/remove */
@FailsWith('clientId_required')
export class ControllerRemoveBody {
  @IsString()
  @Length(1, 128)
  clientId: string;
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
