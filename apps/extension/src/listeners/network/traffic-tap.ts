import type { CaptureMode } from '@otto/protocol';
import type { CaptureRules } from './capture-rules';
import type { ResponseHead, Sighting } from './sighting';

/** Somebody who wants a part of the traffic of a tab. */
export interface TrafficTap {
  readonly mode: CaptureMode;
  readonly rules: Pick<CaptureRules, 'wantsUrl' | 'wantsType' | 'pausePatterns'>;
  readonly includeBody: boolean;
  see(sighting: Sighting): void;
  /** Nothing more comes; why, in the browser's words. */
  lost(reason: string): void;
}

/** The taps that want a response; one that never came has no type that could be the wrong one. */
export function interestedIn(taps: Iterable<TrafficTap>, { url, mimeType, error }: ResponseHead): TrafficTap[] {
  const hasNoType = error !== undefined && mimeType === '';
  return [...taps].filter(({ rules }) => rules.wantsUrl(url) && (hasNoType || rules.wantsType(mimeType)));
}
