import type { CaptureMode, NetworkInterceptOptions } from '@otto/protocol';

/** What of a tab's traffic is to be captured, as the flags say it. */
export interface CaptureOptions {
  readonly tabSession: string;
  readonly site: string;
  readonly urlPatterns?: string[];
  readonly requestHostAllowlist?: string[];
  readonly mode?: CaptureMode;
  readonly includeBody: boolean;
  readonly includeHeaders?: true;
  readonly maxBodyBytes?: number;
  readonly mimeTypes?: string[];
  readonly streamAdapter?: string;
  readonly selfUserId?: string;
}

/** The same as the listener's options; what the user left out is left to the node. */
export function listenerOptions({ tabSession, includeBody, ...others }: CaptureOptions): NetworkInterceptOptions {
  return { tabSessionId: tabSession, ...others, ...(!includeBody && { includeBody }) };
}
