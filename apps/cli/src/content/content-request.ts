import type { DistillMode } from '@otto/protocol';
import { OttoError } from '@otto/protocol';

export const CONTENT_FORMATS = ['markdown', 'distilled_html', 'clean_html', 'raw_html', 'text'] as const;
export type ContentFormat = (typeof CONTENT_FORMATS)[number];

/** What of a page is wanted, and how. */
export interface ContentRequest {
  readonly format: ContentFormat;
  /** A page to open for it, and to close again ... */
  readonly url?: string;
  /** ... or a tab that is open. */
  readonly tabSession?: string;
  readonly selector?: string;
  readonly distillMode?: DistillMode;
  /** Whether another way may be tried when that one fails. */
  readonly fallbackToReadability: boolean;
  readonly maxChars?: number;
  /** ms for all of it. */
  readonly timeout?: number;
}

const DISTILLED: readonly ContentFormat[] = ['markdown', 'distilled_html'];

/**
 * Refuses what the format would silently ignore.
 *
 * @throws OttoError `missing_extraction_target`, `invalid_argument`
 */
export function checkContentRequest({ format, url, tabSession, selector, distillMode }: ContentRequest): void {
  if (url === undefined && tabSession === undefined) throw new OttoError('missing_extraction_target');
  if (url !== undefined && tabSession !== undefined) throw invalid('--tab-session', 'a url was given as well');
  const distilled = DISTILLED.includes(format);
  if (selector !== undefined && distilled) throw invalid('--selector', `it does not go with --format ${format}`);
  if (distillMode !== undefined && !distilled)
    throw invalid('--distill-mode', `it does not go with --format ${format}`);
}

function invalid(name: string, reason: string): OttoError {
  return new OttoError('invalid_argument', { name, reason });
}
