import type { ActionData, ActionName, ActionPayload, CommandDescriptor } from '@otto/protocol';
import { unlessAborted } from '../deadline';
import type { Listeners } from '../listeners/listeners';
import type { Connection } from '../session/connection';
import type { CommandResult } from './command-result';
import { CommandRun, type CommandOptions } from './command-run';
import { SiteCommands } from './site-commands';
import { SiteTest, type TestOptions, type TestResult } from './site-test';

/** A site command, its input and whether it may ask for a log-in. */
export type SiteCommand = ActionPayload<'command.run'>;

export interface ListOptions extends Pick<CommandOptions, 'nodeId' | 'timeoutMs' | 'signal'> {
  /** Only the commands of this site, such as reddit.com. */
  readonly site?: string | undefined;
}

/** How long the node's list of commands is waited for when it is only needed for a timeout. */
const POLICY_TIMEOUT_MS = 5_000;

/** Sends commands to nodes. */
export class Commands {
  readonly #siteCommands: SiteCommands;

  constructor(
    private readonly connection: Connection,
    private readonly listeners: Listeners,
    clock: () => number,
  ) {
    const list = (nodeId: string): Promise<CommandDescriptor[]> => this.list({ nodeId, timeoutMs: POLICY_TIMEOUT_MS });
    this.#siteCommands = new SiteCommands(list, clock);
  }

  /**
   * Runs an action on a node and gives what it returns. Connects first, if need be. A command whose connection is lost
   * is sent again, with the same idempotencyKey, when its action is safe to repeat.
   *
   * @throws OttoError what relay or node answered, with `details.requestId`; `outcome_unknown` when the connection was
   *   lost while an action ran that is not safe to repeat; `command_timed_out`, `command_cancelled`; and what
   *   connecting throws (`relay_unreachable`, `not_logged_in`, ...). `invalid_argument` for a `timeoutMs` that no relay takes.
   */
  async send<A extends ActionName>(
    action: A,
    payload: ActionPayload<A>,
    options: CommandOptions,
  ): Promise<CommandResult<ActionData<A>>> {
    return (await this.sendRaw(action, payload, options)) as CommandResult<ActionData<A>>;
  }

  /** The same for an action that this version may not know, with a payload that only the node checks. */
  async sendRaw(action: string, payload: object, options: CommandOptions): Promise<CommandResult<unknown>> {
    return new CommandRun(this.connection, action, payload, options).run();
  }

  /** The site commands of a node. Throws as `send` does. */
  async list({ site, ...options }: ListOptions): Promise<CommandDescriptor[]> {
    const { data } = await this.send('command.list', site === undefined ? {} : { site }, options);
    // Of somebody else's node, perhaps.
    return Array.isArray(data?.commands) ? data.commands : [];
  }

  /**
   * Runs a site command in the tab `options.tabSessionId`. Without a timeout it gets the time that it asks for itself.
   *
   * @throws OttoError as `send` does; `unknown_site`, `unknown_command`, `site_mismatch` and what the command fails with
   */
  async run<D = unknown>(command: SiteCommand, options: CommandOptions): Promise<CommandResult<D>> {
    const timeoutMs = await this.#timeoutMs(command, options);
    return (await this.sendRaw('command.run', command, { ...options, timeoutMs })) as CommandResult<D>;
  }

  /**
   * Runs the test of a site command. When it declares listeners they are subscribed, and what they tell is the `stream` of
   * the result.
   *
   * @throws OttoError as `run` does, and as `listeners.subscribe` does: nothing is left running then
   */
  async test<D = unknown>(command: SiteCommand, options: TestOptions): Promise<TestResult<D>> {
    const timeoutMs = await this.#timeoutMs(command, options);
    const test = new SiteTest(this.connection, this.listeners, command, { ...options, timeoutMs });
    return (await test.run()) as TestResult<D>;
  }

  async #timeoutMs(command: SiteCommand, { nodeId, timeoutMs, signal }: CommandOptions): Promise<number | undefined> {
    if (timeoutMs !== undefined) return timeoutMs;
    const wanted = this.#siteCommands.timeoutMs(nodeId, command);
    // A cancelled command ends the same way with any timeout.
    return signal === undefined ? wanted : unlessAborted(wanted, signal).catch(() => undefined);
  }
}
