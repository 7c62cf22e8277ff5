import { IsIn, IsObject, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { FailsWith } from './fails-with';

export const AUTH_MODES = ['auto', 'strict_fail', 'skip'] as const;
/** What to do when nobody is signed in: open the login page, fail at once, or do not look. */
export type AuthMode = (typeof AUTH_MODES)[number];

@FailsWith('invalid_payload')
export class CommandListPayload {
  @IsOptional()
  @IsString()
  @MaxLength(253)
  site?: string;
}

@FailsWith('invalid_payload')
export class SiteCommandPayload {
  @IsString()
  @Length(1, 253)
  site: string;

  @IsString()
  @Length(1, 128)
  command: string;

  @IsOptional()
  @IsObject()
  input?: Record<string, unknown>;

  /** `auto` when left out. */
  @IsOptional()
  @IsIn(AUTH_MODES)
  authMode?: AuthMode;
}

/** `command.run` of reddit.com getFeed, under its older name. */
@FailsWith('invalid_payload')
export class RedditFeedPayload {
  @IsOptional()
  @IsObject()
  input?: Record<string, unknown>;

  /** `auto` when left out. */
  @IsOptional()
  @IsIn(AUTH_MODES)
  authMode?: AuthMode;
}
