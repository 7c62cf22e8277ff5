import type { ActionPayload, CommandDescriptor } from '@otto/protocol';
import type { ActionContext } from '../../actions/action';
import { commandsOf, findBundle, findCommand, type SiteBundle } from '../site-bundle';
import type { AnySiteCommand } from '../site-command';
import { checkInput } from './check-input';
import { CommandCall, type CallMode } from './command-call';
import { PageScripts } from './page-scripts';
import type { Pages } from './pages';

interface SiteCommandsOptions {
  readonly bundles: readonly SiteBundle[];
  readonly pages: Pages;
}

type Payload = ActionPayload<'command.run'>;

/** The commands of all sites: lists them, and runs them once it is clear that they may run. */
export class SiteCommands {
  readonly #options: SiteCommandsOptions;

  constructor(options: SiteCommandsOptions) {
    this.#options = options;
  }

  /** What there is, of one site or of all. Throws `unknown_site`. */
  list(site?: string): CommandDescriptor[] {
    const { bundles } = this.#options;
    const listed = site === undefined ? bundles : [findBundle(bundles, site)];
    return listed.flatMap(commandsOf).map(({ metadata }) => metadata);
  }

  /** Throws `unknown_site`, `unknown_command`: the first of the checks, for which no tab is needed. */
  find({ site, command }: Pick<Payload, 'site' | 'command'>): { bundle: SiteBundle; command: AnySiteCommand } {
    const bundle = findBundle(this.#options.bundles, site);
    return { bundle, command: findCommand(bundle, command) };
  }

  /**
   * Runs a command, or its test, in the tab of the session that the action names.
   *
   * @throws OttoError in this order: `unknown_site`, `unknown_command`; `missing_tab_session`, `unknown_tab_session`,
   * `tab_session_closed`, `grant_site_mismatch`, what keeps the page from being there, `site_mismatch`; those of the input; `manual_login_required`;
   * `debugger_focus_*`; `preload_host_mismatch`; what the command itself answers
   */
  async run(action: ActionContext, payload: Payload, mode: CallMode): Promise<unknown> {
    const { bundle, command } = this.find(payload);
    const { tabId, tabSessionId } = await action.tabs.resolve(action);
    return action.tabs.visit(action, tabId, async () => {
      const tab = { tabId, tabSessionId, site: bundle.site };
      const scripts = new PageScripts(this.#options.pages, tab);
      await scripts.page();
      const input = checkInput(command.metadata, payload.input ?? {});
      const call = new CommandCall({ bundle, command, tab, scripts }, action);
      return call.run({ input, authMode: payload.authMode ?? 'auto', mode });
    });
  }
}
