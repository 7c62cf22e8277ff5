import type { Envelope } from '@otto/protocol';

/** A frame as it came in: parsed once, with the bytes that it was parsed from, so that they can be passed on as they are. */
export interface Frame<P = unknown> {
  readonly envelope: Envelope<P>;
  readonly bytes: Buffer;
}

/** What came in instead of a frame, and how to answer it. */
export interface UnreadableFrame {
  readonly error: unknown;
  /** The requestId, where at least that much could be read. */
  readonly requestId?: string;
}
