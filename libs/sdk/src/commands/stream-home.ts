import type { Session } from '../session/session';

/** Where a stream session is at the relay, which ends its listeners when it ends. */
export interface StreamHome {
  readonly session: Session;
  /** Of the test that opened it. */
  readonly requestId: string;
  /** Resolves with the outcome when the relay ends the stream. */
  readonly ended: Promise<unknown>;
  /** Stops waiting for the end. */
  readonly leave: () => void;
}

/** To be called before the test is sent, so that no end is missed: the first result is the test's, the second the stream's. */
export function streamHome(session: Session, requestId: string): StreamHome {
  let results = 0;
  let leave = (): void => undefined;
  const ended = new Promise((resolve) => {
    leave = session.watch(requestId, ({ messageType, payload }) => {
      if (messageType === 'result' && (results += 1) === 2) resolve(payload.commandOutcome);
    });
  });
  return { session, requestId, ended, leave };
}
