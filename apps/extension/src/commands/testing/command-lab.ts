import type { ActionPayload, ErrorCode } from '@otto/protocol';
import type { ActionContext } from '../../actions/action';
import { UpdateQueue } from '../../listeners/update-queue';
import { DebuggerSessions } from '../../runtime/debugger/debugger-sessions';
import { FakeDebugger } from '../../runtime/debugger/testing/fake-debugger';
import { FakeBrowser } from '../../runtime/testing/fake-browser';
import { MemoryStore } from '../../runtime/testing/memory-store';
import { restoreServices } from '../../runtime/worker/node-services';
import type { CallMode } from '../runtime/command-call';
import { SiteCommands } from '../runtime/site-commands';
import type { LoginState, SiteBundle } from '../site-bundle';
import { defineSiteCommand, type AnySiteCommand, type CommandMetadata } from '../site-command';
import { FakePages } from './fake-pages';

type Payload = Partial<ActionPayload<'command.run'>>;

export const SITE = 'example.com';
const HOME = `https://${SITE}/`;

/** What a spec has to say of a command; the rest is the least that it can be. */
export function metadataOf(metadata: Partial<CommandMetadata>): CommandMetadata {
  return { site: SITE, id: 'getItems', displayName: 'Get items', requiresAuth: false, ...metadata };
}

/** A node that has one tab, on a site with the given commands. */
export class CommandLab {
  readonly pages = new FakePages();
  readonly debugger = new FakeDebugger();
  readonly browser = new FakeBrowser();
  readonly abort = new AbortController();
  readonly siteCommands: SiteCommands;
  login: LoginState = { loggedIn: true };
  /** What to make of the addresses to which the tab is sent; as a rule it arrives there. */
  redirect: (url: string) => string = (url) => url;
  /** All addresses to which the tab was sent. */
  readonly visited: string[] = [];
  #context: ActionContext | undefined;

  private constructor(bundle: SiteBundle | readonly AnySiteCommand[]) {
    this.siteCommands = new SiteCommands({
      bundles: ['site' in bundle ? bundle : this.#bundle(bundle)],
      pages: this.pages,
    });
    this.browser.onOrder = (tabId, url) => {
      this.visited.push(url);
      queueMicrotask(() => {
        const arrivedAt = this.redirect(url);
        this.browser.load(tabId, arrivedAt);
        this.pages.show(tabId, arrivedAt);
      });
    };
  }

  /** @param bundle Commands alone belong to a site at which `login` says who is signed in. */
  static async open(bundle: SiteBundle | readonly AnySiteCommand[], url = HOME): Promise<CommandLab> {
    const lab = new CommandLab(bundle);
    const services = await restoreServices({
      browser: lab.browser,
      debuggers: new DebuggerSessions(lab.debugger),
      bundles: [],
      updates: new UpdateQueue(() => undefined),
      store: new MemoryStore(),
      onNeeded: () => undefined,
    });
    const { signal } = lab.abort;
    const { tabSessionId } = await services.tabs.open({ signal }, { url });
    lab.visited.length = 0;
    lab.#context = { requestId: 'req-1', signal, deadlineAt: Date.now() + 30_000, tabSessionId, ...services };
    return lab;
  }

  get context(): ActionContext {
    if (this.#context === undefined) throw new Error('the lab is not open');
    return this.#context;
  }

  run(payload: Payload = {}, mode: CallMode = 'run', context: Partial<ActionContext> = {}): Promise<unknown> {
    const call = { site: SITE, command: 'getItems', ...payload };
    return this.siteCommands.run({ ...this.context, ...context }, call, mode);
  }

  /** The code with which a command fails. */
  async codeOf(payload: Payload = {}, context: Partial<ActionContext> = {}): Promise<ErrorCode | 'none'> {
    return this.run(payload, 'run', context).then(
      () => 'none' as const,
      (error: { code: ErrorCode }) => error.code,
    );
  }

  #bundle(commands: readonly AnySiteCommand[]): SiteBundle {
    const auth = (id: string): CommandMetadata => metadataOf({ id, tags: ['auth'], inputFields: [] });
    return {
      site: SITE,
      checkLogin: defineSiteCommand({
        metadata: auth('checkLogin'),
        execute: () => Promise.resolve(this.login),
      }),
      gotoLogin: defineSiteCommand({
        metadata: auth('gotoLogin'),
        execute: async (context) => ({ url: await context.navigateTab(`${HOME}login`) }),
      }),
      commands,
    };
  }
}
