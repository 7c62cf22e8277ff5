import type { CommandOutcome } from '@otto/protocol';
import type { Command } from './command';

/** Told of the beginning and the end of each command that runs. */
export interface CommandObserver {
  began(command: Command): void;
  ended(command: Command, outcome: CommandOutcome, durationMs: number): void;
  /** Why it did not complete; `ended` follows. */
  failed(command: Command, thrown: unknown): void;
}
