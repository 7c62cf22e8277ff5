import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { FailsWith } from './fails-with';

export const WAIT_UNTIL = ['none', 'commit', 'load'] as const;
/** When a navigation counts as done: at once, when the new document is there, or when it has loaded. */
export type WaitUntil = (typeof WAIT_UNTIL)[number];

export const DISTILL_MODES = ['readability', 'dom-distiller'] as const;
export type DistillMode = (typeof DISTILL_MODES)[number];

export const SCREENSHOT_MODES = ['viewport', 'full_page'] as const;
export type ScreenshotMode = (typeof SCREENSHOT_MODES)[number];

export const IMAGE_FORMATS = ['png', 'jpeg'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

export const AUTH_MODES = ['auto', 'strict_fail', 'skip'] as const;
/** What to do when nobody is signed in: open the login page, fail at once, or do not look. */
export type AuthMode = (typeof AUTH_MODES)[number];

const MAX_URL_LENGTH = 65_536;
const MAX_SELECTOR_LENGTH = 4_096;
const MAX_CHARS = 50_000_000;

/** Payload of an action that takes nothing but its tab. */
@FailsWith('invalid_payload')
export class EmptyPayload {}

@FailsWith('invalid_payload')
export class TabOpenPayload {
  @FailsWith('invalid_url')
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  url: string;

  /** Keeps the tab open when the controller goes away. */
  @IsOptional()
  @IsBoolean()
  retain?: boolean;

  /** `commit` when left out. */
  @IsOptional()
  @IsIn(WAIT_UNTIL)
  waitUntil?: WaitUntil;
}

@FailsWith('invalid_payload')
export class TabNavigatePayload {
  @FailsWith('invalid_url')
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  url: string;

  /** `commit` when left out. */
  @IsOptional()
  @IsIn(WAIT_UNTIL)
  waitUntil?: WaitUntil;
}

@FailsWith('invalid_payload')
export class TabCloseOwnedPayload {
  @IsString()
  @Length(1, 128)
  controllerClientId: string;
}

@FailsWith('invalid_payload')
export class ExtractTextPayload {
  /** `body` when left out. */
  @IsOptional()
  @IsString()
  @Length(1, MAX_SELECTOR_LENGTH)
  selector?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_CHARS)
  maxChars?: number;
}

@FailsWith('invalid_payload')
export class ExtractHtmlPayload extends ExtractTextPayload {
  /** Opens a temporary tab for the extraction, instead of using tabSessionId. */
  @IsOptional()
  @FailsWith('invalid_url')
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  url?: string;
}

@FailsWith('invalid_payload')
export class DistillPayload {
  /** Opens a temporary tab for the extraction, instead of using tabSessionId. */
  @IsOptional()
  @FailsWith('invalid_url')
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  url?: string;

  /** `readability` when left out. */
  @IsOptional()
  @IsIn(DISTILL_MODES)
  mode?: DistillMode;

  /** Whether another way of reading the page may be tried when the chosen one fails; true when left out. */
  @IsOptional()
  @IsBoolean()
  fallbackToReadability?: boolean;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_CHARS)
  maxChars?: number;
}

@FailsWith('invalid_payload')
export class ScreenshotPayload {
  @IsOptional()
  @FailsWith('invalid_url')
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  url?: string;

  /** `viewport` when left out. */
  @IsOptional()
  @FailsWith('invalid_screenshot_mode')
  @IsIn(SCREENSHOT_MODES)
  mode?: ScreenshotMode;

  /** `png` when left out. */
  @IsOptional()
  @FailsWith('invalid_screenshot_format')
  @IsIn(IMAGE_FORMATS)
  format?: ImageFormat;

  /** For jpeg only. */
  @IsOptional()
  @FailsWith('invalid_screenshot_quality')
  @IsInt()
  @Min(1)
  @Max(100)
  quality?: number;

  /** Upper bound of the picture's size; it is reduced in a few steps to stay below. */
  @IsOptional()
  @IsInt()
  @Min(1024)
  maxBytes?: number;
}

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

@FailsWith('invalid_payload')
export class ListenerSubscribePayload {
  @IsString()
  @Length(1, 128)
  listener: string;

  @IsOptional()
  @IsObject()
  options?: Record<string, unknown>;
}

@FailsWith('invalid_payload')
export class ListenerUnsubscribePayload {
  @FailsWith('missing_listener_target')
  @IsString()
  @Length(1, 128)
  targetRequestId: string;
}
