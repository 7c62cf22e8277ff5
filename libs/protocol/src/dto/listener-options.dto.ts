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
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { FailsWith } from './fails-with';

export const CAPTURE_MODES = ['network', 'fetch', 'hybrid'] as const;
export type CaptureMode = (typeof CAPTURE_MODES)[number];

/** A host name or address as URLs write it, without a port. */
const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])';
const SITE_PATTERN = new RegExp(`^${HOST}$`);
const ALLOWED_HOST_PATTERN = new RegExp(`^(?:\\*\\.)?${HOST}$`);
const URL_GLOB_PATTERN = /^(?:\*|https?:\/\/)/;
const MIME_TYPE_PATTERN = /^[\w.+-]+\/(?:[\w.+-]+|\*)$/;

const MAX_ENTRIES = 64;
const MAX_BODY_BYTES = 4_000_000;

/** Options of the listener network.http_intercept. */
@FailsWith('invalid_listener_options')
export class NetworkInterceptOptions {
  @FailsWith('invalid_listener_tab_session_id')
  @IsString()
  @Length(1, 128)
  tabSessionId: string;

  /** Host whose responses are captured, with all hosts below it. */
  @FailsWith('invalid_listener_site')
  @IsString()
  @Matches(SITE_PATTERN)
  site: string;

  /** Globs of whole URLs, where * stands for any characters; every URL of the allowed hosts when left out or empty. */
  @IsOptional()
  @FailsWith('invalid_listener_url_patterns')
  @IsArray()
  @ArrayMaxSize(MAX_ENTRIES)
  @IsString({ each: true })
  @MaxLength(2048, { each: true })
  @Matches(URL_GLOB_PATTERN, { each: true })
  urlPatterns?: string[];

  /** Further hosts that may be captured; *.example.com stands for every host below example.com. */
  @IsOptional()
  @FailsWith('invalid_listener_request_host_allowlist')
  @IsArray()
  @ArrayMaxSize(MAX_ENTRIES)
  @IsString({ each: true })
  @Matches(ALLOWED_HOST_PATTERN, { each: true })
  requestHostAllowlist?: string[];

  /**
   * `network` when left out: what the page has received, seen beside it. `fetch`: what the page is about to receive, held
   * up until its body is read. `hybrid`: both, each response once.
   */
  @IsOptional()
  @FailsWith('invalid_listener_mode')
  @IsIn(CAPTURE_MODES)
  mode?: CaptureMode;

  /** True when left out. */
  @IsOptional()
  @FailsWith('invalid_listener_include_body')
  @IsBoolean()
  includeBody?: boolean;

  /** False when left out. */
  @IsOptional()
  @FailsWith('invalid_listener_include_headers')
  @IsBoolean()
  includeHeaders?: boolean;

  /** 256000 when left out; longer bodies are cut. */
  @IsOptional()
  @FailsWith('invalid_listener_max_body_bytes')
  @IsInt()
  @Min(1)
  @Max(MAX_BODY_BYTES)
  maxBodyBytes?: number;

  /** Only responses of these types, for example application/json or text/*; all when left out or empty. */
  @IsOptional()
  @FailsWith('invalid_listener_mime_types')
  @IsArray()
  @ArrayMaxSize(MAX_ENTRIES)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  @Matches(MIME_TYPE_PATTERN, { each: true })
  mimeTypes?: string[];

  /** Turns captured responses into updates of another kind, as the stream of a site command declares it. */
  @IsOptional()
  @FailsWith('invalid_listener_stream_adapter')
  @IsString()
  @Length(1, 128)
  streamAdapter?: string;

  /** The signed-in user, for adapters that tell own messages from those of others. */
  @IsOptional()
  @FailsWith('invalid_listener_self_user_id')
  @IsString()
  @Length(1, 256)
  selfUserId?: string;
}
