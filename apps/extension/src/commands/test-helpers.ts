import type { InterceptionOptions } from '../listeners/network/interception';

/** A listener that the controller is to subscribe to, as in `data.stream.listeners` of a test's result. */
export interface StreamListener {
  readonly listener: string;
  readonly options: Readonly<Record<string, unknown>>;
}

interface StreamOptions extends InterceptionOptions {
  /** What makes domain objects of the captured responses. */
  readonly streamAdapter?: string;
  /** For adapters that have to tell the user from others. */
  readonly selfUserId?: string;
}

/** What the test of a command gets besides its context. */
export interface TestHelpers {
  /** Runs the command's own `execute` with the same input. */
  execute(): Promise<unknown>;
  /** A listener for what the command's tab loads from its site. */
  networkListener(options?: StreamOptions): StreamListener;
}
