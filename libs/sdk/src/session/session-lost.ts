import { CLOSE_CODES, mayReconnect, OttoError } from '@otto/protocol';

/** A session ended under a request. Stays inside the SDK: callers see `reason`, or what it means for their command. */
export class SessionLost extends Error {
  override readonly name = 'SessionLost';

  constructor(
    readonly reason: OttoError,
    /** Whether it makes sense to come back. */
    readonly mayReturn: boolean,
  ) {
    super(reason.message);
  }

  /** From the code of a WebSocket's close. */
  static byCloseCode(code: number): SessionLost {
    const removed = code === CLOSE_CODES.revoked.code;
    return new SessionLost(new OttoError(removed ? 'controller_revoked' : 'connection_lost'), mayReconnect(code));
  }
}
