import type { ActionData, ActionName, ActionPayload } from '@otto/protocol';
import type { Connection } from '../session/connection';
import type { CommandResult } from './command-result';
import { CommandRun, type CommandOptions } from './command-run';

/** Sends commands to nodes. */
export class Commands {
  constructor(private readonly connection: Connection) {}

  /**
   * Runs an action on a node and gives what it returns. Connects first, if need be. A command whose connection is lost
   * is sent again, with the same idempotencyKey, when its action is safe to repeat.
   *
   * @throws OttoError what relay or node answered, with `details.requestId`; `outcome_unknown` when the connection was
   *   lost while an action ran that is not safe to repeat; `command_timed_out`, `command_cancelled`; and what
   *   connecting throws (`relay_unreachable`, `not_logged_in`, ...).
   */
  async send<A extends ActionName>(
    action: A,
    payload: ActionPayload<A>,
    options: CommandOptions,
  ): Promise<CommandResult<ActionData<A>>> {
    return (await this.sendRaw(action, payload, options)) as CommandResult<ActionData<A>>;
  }

  /** The same for an action that this version may not know, with a payload that only the node checks. */
  sendRaw(action: string, payload: object, options: CommandOptions): Promise<CommandResult<unknown>> {
    return new CommandRun(this.connection, action, payload, options).run();
  }
}
