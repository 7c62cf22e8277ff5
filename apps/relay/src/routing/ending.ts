import type { CommandOutcome, ErrorPayload, ResultPayload } from '@otto/protocol';

/** How a command ended for its owner. */
export interface Ending {
  readonly outcome: CommandOutcome;
  /** The error's code, unless it ended well. */
  readonly code?: string | undefined;
  /** What the node answered, where it did. */
  readonly result?: ResultPayload;
  /** Size of the node's answer. */
  readonly answerBytes?: number;
}

/** What an error frame of a node says about the outcome, whether or not it says so itself. */
export function outcomeOfError({ commandOutcome, code, category }: ErrorPayload): CommandOutcome {
  if (commandOutcome !== undefined) return commandOutcome;
  if (code === 'command_cancelled') return 'cancelled';
  return category === 'timeout' ? 'timed_out' : 'failed';
}
