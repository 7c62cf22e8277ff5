import { OttoError } from '@otto/protocol';
import type { RunningCommand } from '../node-status';
import type { Command } from './command';

/** Taken off the time of a command, so that the node's own account of what took so long arrives before the relay gives up. */
const MARGIN = { part: 0.1, maxMs: 500 };

/** Whoever gets the terminal frame. */
export interface Asker {
  readonly requestId: string;
  readonly traceId?: string | undefined;
}

/** A command while it runs: for whom, until when, and whether it was told to stop. */
export class CommandRun {
  readonly command: Command;
  /** ms since 1970, like `deadlineAt`. */
  readonly startedAt: number;
  readonly deadlineAt: number;
  readonly #abort = new AbortController();
  readonly #deadline: ReturnType<typeof setTimeout>;
  readonly #askers = new Map<string, Asker>();

  /** @param startedAt When the node got it, which may have been in an earlier life of the worker. */
  constructor(command: Command, startedAt: number) {
    const { timeoutMs } = command;
    const ownMs = timeoutMs - Math.min(MARGIN.maxMs, timeoutMs * MARGIN.part);
    this.command = command;
    this.startedAt = startedAt;
    this.deadlineAt = startedAt + ownMs;
    this.#deadline = setTimeout(
      () => this.#abort.abort(new OttoError('command_timed_out', { timeoutMs })),
      this.deadlineAt - Date.now(),
    );
    this.join(command);
  }

  /** Aborts with the OttoError to answer: `command_cancelled` or `command_timed_out`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get askers(): Asker[] {
    return [...this.#askers.values()];
  }

  get description(): RunningCommand {
    const { requestId, action, tabSessionId, clientId } = this.command;
    return { requestId, action, tabSessionId, clientId, startedAt: this.startedAt };
  }

  /** Lets a repetition of the command have its answer too. */
  join({ requestId, traceId }: Asker): void {
    this.#askers.set(requestId, { requestId, traceId });
  }

  isAskedBy(requestId: string): boolean {
    return this.#askers.has(requestId);
  }

  /** Takes one asker out; false when it is the only one. */
  leave(requestId: string): boolean {
    return this.#askers.size > 1 && this.#askers.delete(requestId);
  }

  /** @param by Where it was not the controller: who. */
  cancel(by?: string): void {
    this.#abort.abort(new OttoError('command_cancelled', { by }));
  }

  /** Has to be called when the command has ended. */
  end(): void {
    clearTimeout(this.#deadline);
  }
}
