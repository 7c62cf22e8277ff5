import { OttoError, toOttoError } from '@otto/protocol';
import { pause, startDeadline, unlessAborted } from '../deadline';
import { backoffMs } from './backoff';
import type { Connection } from './connection';
import type { Session } from './session';
import { SessionLost } from './session-lost';

export interface Established {
  /** Resolves with the reason when it ends although its session goes on. */
  readonly lost: Promise<OttoError>;
}

export interface StandingOptions {
  readonly connection: Connection;
  /** Sets it up on a session. Called again, on the next one, after each loss. */
  readonly establish: (session: Session, signal: AbortSignal) => Promise<Established>;
  /** It is interrupted: either `onRestored` follows or the end. Not told of what ends it at once. */
  readonly onLost: (reason: OttoError) => void;
  readonly onRestored: () => void;
  /** ms that an interruption may last; 0 ends it with the first one. */
  readonly restoreForMs: number;
}

/**
 * Something that shall go on although sessions and nodes come and go: it is established once, and again after every loss
 * that time can mend.
 */
export class Standing {
  /** Settles with the first success or failure. */
  readonly started: Promise<void>;
  /** Resolves when it is over: with the reason, or with nothing when it was stopped. Never rejects. */
  readonly ended: Promise<OttoError | undefined>;
  readonly #options: StandingOptions;
  readonly #stopping = new AbortController();

  constructor(options: StandingOptions) {
    this.#options = options;
    const first = this.#establish(this.#stopping.signal);
    this.started = first.then(
      () => undefined,
      (error: unknown) => {
        throw asOttoError(error);
      },
    );
    this.ended = first
      .then((established) => this.#keep(established))
      .catch((error: unknown) => (this.#stopping.signal.aborted ? undefined : asOttoError(error)));
    this.started.catch(() => undefined); // `ended` tells it as well
  }

  /** Interrupts whatever it is at; what was established is for the caller to take down. */
  stop(): void {
    this.#stopping.abort(new OttoError('command_cancelled'));
  }

  async #keep(established: Established): Promise<never> {
    for (let { lost } = established; ;) {
      const reason = await unlessAborted(lost, this.#stopping.signal);
      if (!this.#isMendable(reason)) throw reason;
      this.#options.onLost(reason);
      ({ lost } = await this.#restore(reason));
      this.#options.onRestored();
    }
  }

  async #restore(reason: OttoError): Promise<Established> {
    const deadline = startDeadline(this.#options.restoreForMs, this.#stopping.signal);
    try {
      for (let attempt = 0; ; attempt += 1) {
        await pause(backoffMs(attempt), deadline.signal);
        const established = await this.#tryAgain(deadline.signal);
        if (established) return established;
      }
    } catch (error) {
      throw deadline.signal.aborted ? reason : error;
    } finally {
      deadline.clear();
    }
  }

  async #tryAgain(signal: AbortSignal): Promise<Established | undefined> {
    try {
      return await this.#establish(signal);
    } catch (error) {
      if (!this.#isMendable(error)) throw error;
      return undefined;
    }
  }

  #establish(signal: AbortSignal): Promise<Established> {
    return this.#options.connection.use(signal, async (session) => {
      const { lost } = await this.#options.establish(session, signal);
      return { lost: Promise.race([lost, session.ended.then(({ reason }) => reason)]) };
    });
  }

  #isMendable(error: unknown): boolean {
    if (this.#options.restoreForMs === 0 || this.#options.connection.state === 'closed') return false;
    if (error instanceof SessionLost) return error.mayReturn;
    return error instanceof OttoError && error.retryable;
  }
}

function asOttoError(error: unknown): OttoError {
  return error instanceof SessionLost ? error.reason : toOttoError(error);
}
