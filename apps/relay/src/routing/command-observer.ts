import type { Frame } from '../ws/frame';
import type { Command } from './command';
import type { Ending } from './ending';

/** Who has to know what becomes of commands. */
export interface CommandObserver {
  /** It has passed all checks and has one terminal frame to come. */
  accepted(command: Command): void;
  /** It was sent to its node. */
  routed(command: Command): void;
  /** Its owner has its terminal frame, or is gone. */
  ended(command: Command, ending: Ending): void;
  /** The node has answered a command that had ended for its owner before. */
  answeredLate(command: Command, answer: Frame): void;
}

/** Tells several observers, in the order in which they were added. */
export class CommandObservers implements CommandObserver {
  readonly #observers: Partial<CommandObserver>[] = [];

  add(observer: Partial<CommandObserver>): void {
    this.#observers.push(observer);
  }

  accepted(command: Command): void {
    for (const observer of this.#observers) observer.accepted?.(command);
  }

  routed(command: Command): void {
    for (const observer of this.#observers) observer.routed?.(command);
  }

  ended(command: Command, ending: Ending): void {
    for (const observer of this.#observers) observer.ended?.(command, ending);
  }

  answeredLate(command: Command, answer: Frame): void {
    for (const observer of this.#observers) observer.answeredLate?.(command, answer);
  }
}
