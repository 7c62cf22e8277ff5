import { findAction, LIMITS, OttoError, type WaitPolicy } from '@otto/protocol';
import { pause, startDeadline } from '../deadline';
import { randomId } from '../random-id';
import type { Connection } from '../session/connection';
import type { Session } from '../session/session';
import { SessionLost } from '../session/session-lost';
import { attemptCommand, commandError, MARGIN_MS, type CommandAttempt } from './command-attempt';
import type { CommandResult } from './command-result';
import { hasAnswered, neverRan, retryAfterMs } from './retry';

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
  /** How often a command is tried again that was refused with an error that may pass; 2 when left out. See retryAfterMs. */
  readonly maxRetries?: number | undefined;
  /** `queued` and `routed` as they happen. */
  readonly onEvent?: ((event: Record<string, unknown>) => void) | undefined;
}

const MAX_RETRIES = 2;

/** Told of the session on which a command is about to be sent. */
export type BeforeSend = (session: Session, requestId: string) => void;

/** One command from its first frame to its end, over as many sessions as that takes. */
export class CommandRun {
  readonly #connection: Connection;
  #attempt: CommandAttempt;
  readonly #safeToRepeat: boolean;
  readonly #beforeSend: BeforeSend | undefined;
  readonly #ownKey: string | undefined;
  readonly #maxRetries: number;
  #firstSentAt: number | undefined;
  #retries = 0;
  #mayRenew = true;

  constructor(
    connection: Connection,
    action: string,
    payload: object,
    options: CommandOptions,
    beforeSend?: BeforeSend,
  ) {
    this.#connection = connection;
    this.#safeToRepeat = findAction(action)?.safeToRepeat ?? false;
    this.#beforeSend = beforeSend;
    this.#ownKey = options.idempotencyKey;
    this.#maxRetries = options.maxRetries ?? MAX_RETRIES;
    this.#attempt = {
      ...options,
      action,
      payload,
      requestId: options.requestId ?? randomId('req_'),
      timeoutMs: checkedTimeout(options.timeoutMs),
      idempotencyKey: options.idempotencyKey ?? (this.#safeToRepeat ? randomId('idem_') : undefined),
    };
  }

  /** Runs it, once. See Commands.send for how it may end. */
  async run(): Promise<CommandResult<unknown>> {
    const { timeoutMs, signal } = this.#attempt;
    const deadline = startDeadline(timeoutMs + MARGIN_MS, signal);
    try {
      return await this.#runUntilEnded(deadline.signal);
    } finally {
      deadline.clear();
    }
  }

  async #runUntilEnded(deadline: AbortSignal): Promise<CommandResult<unknown>> {
    for (;;) {
      const session = await this.#session(deadline);
      try {
        this.#beforeSend?.(session, this.#attempt.requestId);
        return await attemptCommand(session, { ...this.#attempt, timeoutMs: this.#remainingMs() });
      } catch (error) {
        if (error instanceof SessionLost) this.#assertRepeatable(error);
        else if (error instanceof OttoError) await this.#mend(error, session, deadline);
        else throw error;
      }
    }
  }

  /** Resolves when another attempt makes sense; throws the error when none does. */
  async #mend(error: OttoError, session: Session, deadline: AbortSignal): Promise<void> {
    if (error.code === 'invalid_access_token' && this.#mayRenew) {
      this.#mayRenew = false;
      return this.#connection.renew(session);
    }
    const chances = { safeToRepeat: this.#safeToRepeat, retries: this.#retries, maxRetries: this.#maxRetries };
    const delayMs = retryAfterMs(error, chances);
    if (delayMs === undefined || delayMs + LIMITS.commandTimeoutMs.min > this.#leftMs())
      throw this.#isLost(error) ? this.#unknown(error) : error;
    // To a key that it knows a node gives the answer that it gave before.
    if (hasAnswered(error)) this.#changeKey(error);
    this.#retries += 1;
    await pause(delayMs, deadline).catch(() => {
      throw this.#attempt.signal?.aborted ? commandError('command_cancelled', this.#attempt) : error;
    });
  }

  /** A relay that goes away ends what runs; a node may have gone on with it. */
  #isLost(error: OttoError): boolean {
    return error.code === 'relay_shutting_down' && !this.#safeToRepeat && !neverRan(error);
  }

  #unknown(cause: unknown): OttoError {
    return commandError('outcome_unknown', this.#attempt, { cause });
  }

  #changeKey(error: OttoError): void {
    if (this.#ownKey !== undefined) throw error;
    this.#attempt = { ...this.#attempt, idempotencyKey: randomId('idem_') };
  }

  async #session(deadline: AbortSignal): Promise<Session> {
    try {
      return await this.#connection.session(deadline);
    } catch (error) {
      if (this.#attempt.signal?.aborted) throw commandError('command_cancelled', this.#attempt);
      const overdue = this.#firstSentAt === undefined ? 'connection_lost' : 'command_timed_out';
      if (deadline.aborted) throw commandError(overdue, this.#attempt);
      throw error;
    }
  }

  /** What is left of the command's time, for a command that is sent again. */
  #remainingMs(): number {
    const { timeoutMs } = this.#attempt;
    const remainingMs = this.#leftMs();
    if (remainingMs === timeoutMs || remainingMs >= LIMITS.commandTimeoutMs.min) return remainingMs;
    throw commandError('command_timed_out', this.#attempt);
  }

  #leftMs(): number {
    this.#firstSentAt ??= Date.now();
    return this.#attempt.timeoutMs - (Date.now() - this.#firstSentAt);
  }

  #assertRepeatable({ mayReturn, reason }: SessionLost): void {
    if (this.#attempt.signal?.aborted) throw commandError('command_cancelled', this.#attempt);
    if (!mayReturn) throw reason;
    if (!this.#safeToRepeat) throw this.#unknown(reason);
  }
}

/** What a relay takes. A time that is none would be over before it has begun. */
function checkedTimeout(timeoutMs: number = LIMITS.commandTimeoutMs.default): number {
  const { min, max } = LIMITS.commandTimeoutMs;
  if (timeoutMs >= min && timeoutMs <= max) return timeoutMs;
  const reason = `${timeoutMs} is not a time from ${min} to ${max} ms`;
  throw new OttoError('invalid_argument', { name: 'timeoutMs', reason });
}
