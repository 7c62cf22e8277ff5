import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { FailsWith } from './fails-with';
import { IsPageAddress } from './page-address';

export const DISTILL_MODES = ['readability', 'dom-distiller'] as const;
export type DistillMode = (typeof DISTILL_MODES)[number];

const MAX_SELECTOR_LENGTH = 4_096;
const MAX_CHARS = 50_000_000;

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
  @IsPageAddress()
  url?: string;
}

@FailsWith('invalid_payload')
export class DistillPayload {
  /** Opens a temporary tab for the extraction, instead of using tabSessionId. */
  @IsOptional()
  @IsPageAddress()
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
