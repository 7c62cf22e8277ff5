import { OttoError, type AuthMode } from '@otto/protocol';
import type { ActionContext } from '../../actions/action';
import {
  interceptNetwork,
  type InterceptionOptions,
  type NetworkInterception,
} from '../../listeners/network/interception';
import { emulateFocus } from '../../runtime/debugger/focus-emulation';
import { untilAborted } from '../../runtime/until-aborted';
import { fromSerialized, isSerializedScriptError } from '../serialized-error';
import type { SiteBundle } from '../site-bundle';
import type { AnySiteCommand } from '../site-command';
import { Cleanups } from './cleanups';
import { CommandContext } from './command-context';
import type { PageScripts, SiteTab } from './page-scripts';
import { preloadHost } from './preload-host';
import { requireLogin } from './require-login';
import { testHelpers } from './test-helpers';

/** What `command.run` and `command.test` differ in. */
export type CallMode = 'run' | 'test';

interface Call {
  readonly bundle: SiteBundle;
  readonly command: AnySiteCommand;
  readonly tab: SiteTab;
  readonly scripts: PageScripts;
}

interface Request {
  /** Checked. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly authMode: AuthMode;
  readonly mode: CallMode;
}

/** One run of a command in its tab, from the look at who is signed in to the end of all that it started. */
export class CommandCall {
  readonly #call: Call;
  readonly #action: ActionContext;
  readonly #cleanups = new Cleanups();
  readonly #over = new AbortController();
  readonly #context: CommandContext;

  constructor(call: Call, action: ActionContext) {
    this.#call = call;
    this.#action = action;
    this.#context = new CommandContext({
      tab: call.tab,
      tabs: action.tabs,
      scripts: call.scripts,
      client: { clientId: action.clientId, grant: action.grant },
      signal: AbortSignal.any([action.signal, this.#over.signal]),
      deadlineAt: action.deadlineAt,
      startInterception: (options) => this.#intercept(options),
    });
  }

  /** Resolves with the data of the result; null where the command has none. */
  async run(request: Request): Promise<unknown> {
    try {
      const data = await untilAborted(this.#perform(request), this.#context.signal);
      if (isSerializedScriptError(data)) throw fromSerialized(data, this.#call.tab.site);
      return data ?? null;
    } finally {
      this.#over.abort(new OttoError('command_cancelled'));
      await this.#cleanups.run();
    }
  }

  async #perform({ input, authMode, mode }: Request): Promise<unknown> {
    const { bundle, command, tab } = this.#call;
    const { requiresAuth, requiresDebuggerFocus, preloadHost: host } = command.metadata;
    const context = this.#context;
    if (requiresAuth) await requireLogin(bundle, context, authMode);
    if (requiresDebuggerFocus === true) await this.#emulateFocus();
    if (host !== undefined) await preloadHost(context, host);
    const execute = (): Promise<unknown> => command.execute(context, input as never, authMode);
    if (mode === 'run' || command.test === undefined) return execute();
    return command.test(context, input as never, testHelpers(tab, execute));
  }

  /** A command that needs the focus ends when somebody takes it away. */
  async #emulateFocus(): Promise<void> {
    const { lost, release } = await emulateFocus(this.#action.debuggers, this.#call.tab, this.#context.signal);
    this.#cleanups.add(release);
    const onLost = (): void => this.#over.abort(lost.reason);
    if (lost.aborted) onLost();
    lost.addEventListener('abort', onLost, { once: true });
  }

  async #intercept(options: InterceptionOptions): Promise<NetworkInterception> {
    const interception = await interceptNetwork(this.#action.traffic, this.#call.tab, options, this.#context.signal);
    this.#cleanups.add(() => interception.stop());
    return interception;
  }
}
