import type { OttoError } from '@otto/protocol';

/** What a listener tells. */
export interface Update<D = unknown> {
  /** requestId of the subscription. */
  readonly requestId: string;
  /** Such as `network.response`, or what a stream adapter makes of it. */
  readonly updateType: string | undefined;
  /** ISO-8601, or ms since 1970, by the node's clock. */
  readonly emittedAt: string | number | undefined;
  readonly data: D;
  /** Characters of the frame that brought it. */
  readonly chars: number;
}

/** Updates are missing: `dropped` of them because the reader was slow, or however many there were during an interruption. */
export type Gap =
  | { readonly reason: 'slow_reader'; readonly dropped: number }
  | { readonly reason: 'interrupted'; readonly error: OttoError };

export interface SubscriptionEvents<D> {
  update: Update<D>;
  gap: Gap;
  /** It goes on after an interruption, under a new requestId. */
  restored: { readonly requestId: string };
  /** It is over: with an error when nobody asked for that. */
  end: { readonly error: OttoError | undefined };
}
