import { LIMITS, type OttoError } from '@otto/protocol';
import type { Session } from './session';

/** How long the end of something cancelled is waited for: the relay ends it after its grace, whatever the node does. */
const CANCEL_WAIT_MS = LIMITS.cancelGraceMs + 2_000;

export interface CancelOptions {
  /** What is cancelled. */
  readonly requestId: string;
  readonly signal: AbortSignal | undefined;
  readonly cancelled: () => OttoError;
}

/**
 * An answer that the caller may stop waiting for: the relay is told then, and the answer is what it says to that, or
 * `cancelled()` when it says nothing for seven seconds.
 */
export async function cancellable<T>(session: Session, answer: Promise<T>, options: CancelOptions): Promise<T> {
  const { requestId, signal, cancelled } = options;
  if (signal === undefined) return answer;
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  let cancel = (): void => undefined;
  const unanswered = new Promise<never>((_, reject) => {
    cancel = () => {
      session.notify('command_cancel', { targetRequestId: requestId });
      giveUp = setTimeout(() => reject(cancelled()), CANCEL_WAIT_MS);
    };
  });
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await Promise.race([answer, unanswered]);
  } finally {
    clearTimeout(giveUp);
    signal.removeEventListener('abort', cancel);
  }
}
