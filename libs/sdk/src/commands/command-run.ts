import {
  findAction,
  LIMITS,
  OttoError,
  type CommandPayload,
  type ErrorCode,
  type ErrorDetails,
  type WaitPolicy,
} from '@otto/protocol';
import { startDeadline } from '../deadline';
import { randomId } from '../random-id';
import type { Connection } from '../session/connection';
import type { Session } from '../session/session';
import { SessionLost } from '../session/session-lost';
import { readResult, type CommandResult } from './command-result';

export interface CommandOptions {
  readonly nodeId: string;
  readonly tabSessionId?: string | undefined;
  /** ms from acceptance by the relay to the end, waiting for the tab included; 30 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** `fail_fast` when left out. */
  readonly waitPolicy?: WaitPolicy | undefined;
  /** Cancels the command. It then still ends by what the node did: with `command_cancelled`, or with its result if that was faster. */
  readonly signal?: AbortSignal | undefined;
  /** Made for you when the action is safe to repeat. */
  readonly idempotencyKey?: string | undefined;
  /** Made for you. Found again in logs, errors and results. */
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  /** `queued` and `routed` as they happen. */
  readonly onEvent?: ((event: Record<string, unknown>) => void) | undefined;
}

/** How much later than the relay's own deadline a terminal frame may arrive: its grace for a cancel, and the way. */
const MARGIN_MS = LIMITS.cancelGraceMs + 5_000;
/** How long the end of a cancelled command is waited for: the relay ends it after its grace, whatever the node does. */
const CANCEL_WAIT_MS = LIMITS.cancelGraceMs + 2_000;

/** One command from its first frame to its end, over as many sessions as that takes. */
export class CommandRun {
  readonly #connection: Connection;
  readonly #action: string;
  readonly #payload: object;
  readonly #options: CommandOptions;
  readonly #requestId: string;
  readonly #timeoutMs: number;
  readonly #safeToRepeat: boolean;
  readonly #idempotencyKey: string | undefined;
  #firstSentAt: number | undefined;

  constructor(connection: Connection, action: string, payload: object, options: CommandOptions) {
    this.#connection = connection;
    this.#action = action;
    this.#payload = payload;
    this.#options = options;
    this.#requestId = options.requestId ?? randomId('req_');
    this.#timeoutMs = options.timeoutMs ?? LIMITS.commandTimeoutMs.default;
    this.#safeToRepeat = findAction(action)?.safeToRepeat ?? false;
    this.#idempotencyKey = options.idempotencyKey ?? (this.#safeToRepeat ? randomId('idem_') : undefined);
  }

  /** Runs it, once. See Commands.send for how it may end. */
  async run(): Promise<CommandResult<unknown>> {
    const deadline = startDeadline(this.#timeoutMs + MARGIN_MS, this.#options.signal);
    try {
      return await this.#runUntilEnded(deadline.signal);
    } finally {
      deadline.clear();
    }
  }

  async #runUntilEnded(deadline: AbortSignal): Promise<CommandResult<unknown>> {
    for (let mayRenew = true; ;) {
      const session = await this.#session(deadline);
      try {
        return readResult(await this.#runOn(session), this.#details());
      } catch (error) {
        if (error instanceof SessionLost) {
          this.#assertRepeatable(error);
        } else if (mayRenew && error instanceof OttoError && error.code === 'invalid_access_token') {
          mayRenew = false;
          await this.#connection.renew(session);
        } else {
          throw error;
        }
      }
    }
  }

  async #session(deadline: AbortSignal): Promise<Session> {
    try {
      return await this.#connection.session(deadline);
    } catch (error) {
      if (this.#options.signal?.aborted) throw this.#error('command_cancelled');
      if (deadline.aborted)
        throw this.#error(this.#firstSentAt === undefined ? 'connection_lost' : 'command_timed_out');
      throw error;
    }
  }

  async #runOn(session: Session): Promise<unknown> {
    const { signal, traceId, onEvent } = this.#options;
    const timeoutMs = this.#remainingMs();
    const answer = session.request('command', this.#frame(timeoutMs), {
      requestId: this.#requestId,
      traceId,
      answer: 'result',
      timeoutMs: timeoutMs + MARGIN_MS,
      timeout: () => this.#error('command_timed_out'),
      onEvent,
    });
    if (signal === undefined) return answer;
    return this.#unlessCancelled(answer, session, signal);
  }

  /** Tells the relay when the caller cancels, and leaves a relay that does not answer that alone in the end. */
  async #unlessCancelled(answer: Promise<unknown>, session: Session, signal: AbortSignal): Promise<unknown> {
    let giveUp: ReturnType<typeof setTimeout> | undefined;
    let cancel = (): void => undefined;
    const unanswered = new Promise<never>((_, reject) => {
      cancel = () => {
        session.notify('command_cancel', { targetRequestId: this.#requestId });
        giveUp = setTimeout(() => reject(this.#error('command_cancelled')), CANCEL_WAIT_MS);
      };
    });
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await Promise.race([answer, unanswered]);
    } finally {
      clearTimeout(giveUp);
      signal.removeEventListener('abort', cancel);
    }
  }

  #frame(timeoutMs: number): CommandPayload {
    const { nodeId, tabSessionId, waitPolicy } = this.#options;
    return {
      targetNodeId: nodeId,
      action: this.#action,
      payload: this.#payload as Record<string, unknown>,
      // A new one every time: the relay refuses what it has seen before.
      replayNonce: randomId(),
      timeoutMs,
      ...(tabSessionId !== undefined && { tabSessionId }),
      ...(waitPolicy !== undefined && { waitPolicy }),
      ...(this.#idempotencyKey !== undefined && { idempotencyKey: this.#idempotencyKey }),
    };
  }

  /** What is left of the command's time, for a command that is sent again. */
  #remainingMs(): number {
    this.#firstSentAt ??= Date.now();
    const remainingMs = this.#timeoutMs - (Date.now() - this.#firstSentAt);
    if (remainingMs === this.#timeoutMs || remainingMs >= LIMITS.commandTimeoutMs.min) return remainingMs;
    throw this.#error('command_timed_out');
  }

  #assertRepeatable({ mayReturn, reason }: SessionLost): void {
    if (this.#options.signal?.aborted) throw this.#error('command_cancelled');
    if (!mayReturn) throw reason;
    if (!this.#safeToRepeat) throw this.#error('outcome_unknown');
  }

  #details(): ErrorDetails {
    return {
      requestId: this.#requestId,
      action: this.#action,
      nodeId: this.#options.nodeId,
      timeoutMs: this.#timeoutMs,
    };
  }

  #error(code: ErrorCode): OttoError {
    return new OttoError(code, this.#details());
  }
}
