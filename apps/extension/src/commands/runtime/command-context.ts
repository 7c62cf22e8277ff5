import type { WaitUntil } from '@otto/protocol';
import type { InterceptionOptions, NetworkInterception } from '../../listeners/network/interception';
import type { ManagedTabs } from '../../runtime/managed-tabs';
import type { TabRequest } from '../../runtime/tabs/tab-request';
import { isSerializedScriptError } from '../serialized-error';
import type { PageValue, SelectorWait, SiteContext } from '../site-context';
import type { PageScripts, SiteTab } from './page-scripts';
import { waitForSelector } from './selector-wait';

type PageFunction<A extends readonly PageValue[], R> = (...args: A) => R | Promise<R>;

interface ContextOptions {
  readonly tab: SiteTab;
  readonly tabs: Pick<ManagedTabs, 'navigate'>;
  readonly scripts: PageScripts;
  readonly startInterception: (options: InterceptionOptions) => Promise<NetworkInterception>;
  readonly client: Pick<TabRequest, 'clientId' | 'grant'>;
  readonly signal: AbortSignal;
  readonly deadlineAt: number;
}

/** The context of one run of a command. */
export class CommandContext implements SiteContext {
  readonly isSerializedScriptError = isSerializedScriptError;
  readonly #options: ContextOptions;

  constructor(options: ContextOptions) {
    this.#options = options;
  }

  get site(): string {
    return this.#options.tab.site;
  }

  get tabSessionId(): string {
    return this.#options.tab.tabSessionId;
  }

  get signal(): AbortSignal {
    return this.#options.signal;
  }

  get deadlineAt(): number {
    return this.#options.deadlineAt;
  }

  async currentUrl(): Promise<string> {
    return (await this.#options.scripts.page()).url;
  }

  async executeScript<A extends readonly PageValue[], R>(func: PageFunction<A, R>, args: A): Promise<R> {
    return (await this.#options.scripts.run({ func, args }, this.signal)) as R;
  }

  async executeScriptWithDomHelpers<A extends readonly PageValue[], R>(func: PageFunction<A, R>, args: A): Promise<R> {
    return (await this.#options.scripts.run({ func, args, isDeep: true }, this.signal)) as R;
  }

  waitForSelector(selector: string, wait: SelectorWait = {}): Promise<void> {
    return waitForSelector(this.#options.scripts, selector, wait, this);
  }

  async navigateTab(url: string, { waitUntil }: { readonly waitUntil?: WaitUntil } = {}): Promise<string> {
    const { tabs, client, signal } = this.#options;
    const arrival = await tabs.navigate({ ...client, tabSessionId: this.tabSessionId, signal }, { url, waitUntil });
    return arrival.url;
  }

  startNetworkInterception(options: InterceptionOptions = {}): Promise<NetworkInterception> {
    return this.#options.startInterception(options);
  }
}
