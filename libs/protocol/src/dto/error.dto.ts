import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { ErrorCategory } from '../errors/error-definition';
import { FailsWith } from './fails-with';
import { COMMAND_OUTCOMES, type CommandOutcome } from './outcome.dto';

/** Where a command was when it failed: refused by the relay, waiting for its tab, or running on the node. */
export type CommandStage = 'accept' | 'queue' | 'run';

/** `error`: answers a frame that was refused, or ends a command that failed. */
@FailsWith('invalid_envelope')
export class ErrorPayload {
  @IsString()
  @Length(1, 64)
  category: ErrorCategory;

  @IsString()
  @Length(1, 64)
  code: string;

  @IsString()
  @MaxLength(4096)
  message: string;

  @IsBoolean()
  retryable: boolean;

  @IsOptional()
  @IsString()
  action?: string;

  @IsOptional()
  @IsIn(['accept', 'queue', 'run'])
  stage?: CommandStage;

  @IsOptional()
  @IsString()
  nodeId?: string;

  @IsOptional()
  @IsString()
  clientId?: string;

  @IsOptional()
  @IsString()
  tabSessionId?: string;

  /** The one thing to do next. */
  @IsOptional()
  @IsString()
  @MaxLength(4096)
  actionableHint?: string;

  /** Set where the error ends a command. */
  @IsOptional()
  @IsIn(COMMAND_OUTCOMES)
  commandOutcome?: CommandOutcome;

  /** ms after which a `rate_limited` request may be sent again. */
  @IsOptional()
  retryAfterMs?: number;
}

/** The body of every HTTP answer that is no success. */
export class ErrorBody {
  /** The same as `code`. */
  @IsString()
  error: string;

  /** A code of the catalogue; what to do follows from it, never from the text. */
  @IsString()
  code: string;

  @IsString()
  message: string;

  /** The one thing to do next. */
  @IsString()
  actionableHint: string;

  /** With `controller_name_conflict`: the client that has the name. */
  @IsOptional()
  @IsString()
  clientId?: string;
}
