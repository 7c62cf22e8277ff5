/** What a listener tells its subscriber; the payload of an `event` frame, apart from its type. */
export interface ListenerEvent<T = unknown> {
  readonly updateType: string;
  /** ISO-8601. */
  readonly emittedAt: string;
  readonly data: T;
}
