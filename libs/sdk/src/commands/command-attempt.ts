import {
  LIMITS,
  OttoError,
  type CommandPayload,
  type ErrorCode,
  type ErrorDetails,
  type WaitPolicy,
} from '@otto/protocol';
import { randomId } from '../random-id';
import { cancellable } from '../session/cancellable';
import type { Session } from '../session/session';
import { readResult, type CommandResult } from './command-result';

/** How much later than the relay's own deadline a terminal frame may arrive: its grace for a cancel, and the way. */
export const MARGIN_MS = LIMITS.cancelGraceMs + 5_000;

/** What one `command` frame says, and how its end is waited for. */
export interface CommandAttempt {
  readonly requestId: string;
  readonly traceId?: string | undefined;
  readonly nodeId: string;
  readonly action: string;
  readonly payload: object;
  readonly tabSessionId?: string | undefined;
  /** ms from acceptance to the terminal frame. */
  readonly timeoutMs: number;
  readonly waitPolicy?: WaitPolicy | undefined;
  readonly idempotencyKey?: string | undefined;
  /** Cancels the command at the relay; it then still ends by what the relay answers. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: Record<string, unknown>) => void) | undefined;
}

/**
 * Sends a command on one session and gives its result.
 *
 * @throws SessionLost when the session ends first; OttoError what relay or node answered, `command_timed_out`,
 *   `command_cancelled`
 */
export async function attemptCommand(session: Session, attempt: CommandAttempt): Promise<CommandResult<unknown>> {
  const { requestId, traceId, timeoutMs, signal, onEvent } = attempt;
  const answer = session.request('command', payloadOf(attempt), {
    requestId,
    traceId,
    answer: 'result',
    timeoutMs: timeoutMs + MARGIN_MS,
    timeout: () => commandError('command_timed_out', attempt),
    onEvent,
  });
  const cancelled = (): OttoError => commandError('command_cancelled', attempt);
  return readResult(await cancellable(session, answer, { requestId, signal, cancelled }), detailsOf(attempt));
}

/** An error about a command, with what belongs into its message. */
export function commandError(
  code: ErrorCode,
  attempt: Parameters<typeof detailsOf>[0],
  options?: ErrorOptions,
): OttoError {
  return new OttoError(code, detailsOf(attempt), options);
}

function detailsOf({
  requestId,
  action,
  nodeId,
  timeoutMs,
  tabSessionId,
}: Pick<CommandAttempt, 'requestId' | 'action' | 'nodeId' | 'timeoutMs' | 'tabSessionId'>): ErrorDetails {
  return { requestId, action, nodeId, timeoutMs, tabSessionId };
}

function payloadOf(attempt: CommandAttempt): CommandPayload {
  const { nodeId, action, payload, timeoutMs, tabSessionId, waitPolicy, idempotencyKey } = attempt;
  return {
    targetNodeId: nodeId,
    action,
    payload: payload as Record<string, unknown>,
    // A new one every time: the relay refuses what it has seen before.
    replayNonce: randomId(),
    timeoutMs,
    ...(tabSessionId !== undefined && { tabSessionId }),
    ...(waitPolicy !== undefined && { waitPolicy }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
}
