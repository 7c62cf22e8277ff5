import type { OperationLog } from '@otto/logs';
import { LIMITS, isRecord, toOttoError, type ErrorPayload, type OttoError } from '@otto/protocol';
import type { Frame, UnreadableFrame } from './frame';
import { UNKNOWN_REQUEST } from './relay-frame';
import type { Session } from './session';
import { claimsOf } from './session-state';
import { TokenBucket } from './token-bucket';

/** A peer that sends nothing but nonsense gets its answers, but does not fill the log with them. */
const RECORDED_PER_MINUTE = 60;

/** The one place where what a frame's handling has thrown becomes an error frame and a log entry. */
export class FrameErrorFilter {
  readonly #records = new WeakMap<Session, TokenBucket>();
  readonly #refusals = new WeakMap<Session, number>();

  constructor(
    private readonly log: Pick<OperationLog, 'write'>,
    private readonly now: () => number,
  ) {}

  answer(thrown: unknown, session: Session, { envelope }: Frame): void {
    const error = toOttoError(thrown);
    const { requestId, traceId, messageType } = envelope;
    const context = errorContext(error, session, envelope.payload);
    session.reply('error', requestId, error.toPayload(context), traceId);
    this.#record(error, session, { requestId, traceId, data: { messageType, reason: error.details.reason } });
    this.#losePatience(session);
  }

  answerUnreadable({ error: thrown, requestId }: UnreadableFrame, session: Session): void {
    const error = toOttoError(thrown);
    session.reply('error', requestId ?? UNKNOWN_REQUEST, error.toPayload());
    this.#record(error, session, { requestId });
    this.#losePatience(session);
  }

  /** A stranger may get hello and auth wrong, but not keep the relay busy with answers. */
  #losePatience(session: Session): void {
    if (claimsOf(session.state) !== undefined) return;
    const refusals = (this.#refusals.get(session) ?? 0) + 1;
    this.#refusals.set(session, refusals);
    if (refusals >= LIMITS.refusalsBeforeAuth) session.close('authTimeout');
  }

  #record(error: OttoError, session: Session, frame: object): void {
    const isOurFault = error.category === 'internal';
    if (!isOurFault && !this.#mayRecord(session)) return;
    const claims = claimsOf(session.state);
    this.log.write({
      level: isOurFault ? 'error' : 'info',
      source: session.role,
      type: 'frame_refused',
      status: error.code,
      ...(claims?.role === 'controller' && { clientId: claims.clientId }),
      ...(claims?.role === 'node' && { nodeId: claims.nodeId }),
      ...frame,
      ...(isOurFault && { data: { cause: String(error.cause instanceof Error ? error.cause.stack : error.cause) } }),
    });
  }

  #mayRecord(session: Session): boolean {
    const now = this.now();
    const bucket = this.#records.get(session) ?? new TokenBucket(RECORDED_PER_MINUTE, now);
    this.#records.set(session, bucket);
    return bucket.take(now) === 0;
  }
}

/** What the wire protocol names in an error frame, as far as the refused frame says it. */
function errorContext(error: OttoError, session: Session, payload: unknown): Partial<ErrorPayload> {
  const claims = claimsOf(session.state);
  const { retryAfterMs } = error.details;
  return {
    stage: 'accept',
    ...(isRecord(payload) && {
      ...textField(payload, 'action'),
      ...textField(payload, 'tabSessionId'),
      ...(typeof payload.targetNodeId === 'string' && { nodeId: payload.targetNodeId.slice(0, 128) }),
    }),
    ...(claims?.role === 'controller' && { clientId: claims.clientId }),
    ...(typeof retryAfterMs === 'number' && { retryAfterMs }),
  };
}

function textField(payload: Record<string, unknown>, name: string): Record<string, string> {
  const value = payload[name];
  return typeof value === 'string' ? { [name]: value.slice(0, 128) } : {};
}
