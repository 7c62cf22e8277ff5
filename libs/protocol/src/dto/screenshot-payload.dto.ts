import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { FailsWith } from './fails-with';
import { IsPageAddress } from './page-address';

export const SCREENSHOT_MODES = ['viewport', 'full_page'] as const;
export type ScreenshotMode = (typeof SCREENSHOT_MODES)[number];

export const IMAGE_FORMATS = ['png', 'jpeg'] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

@FailsWith('invalid_payload')
export class ScreenshotPayload {
  @IsOptional()
  @IsPageAddress()
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
